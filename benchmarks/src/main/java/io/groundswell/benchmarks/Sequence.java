package io.groundswell.benchmarks;

/** Which of a topic's events one connection has had, by their numbers. Owner: the connection's loop. */
final class Sequence {
    private final Tally tally;
    private long next;
    private long received;

    Sequence(Tally tally) {
        this.tally = tally;
    }

    /** The number that should come next. */
    long next() {
        return next;
    }

    /** Takes in the number that came. Returns whether it was new. */
    boolean take(long number) {
        if (number < next) {
            tally.repeated.incrementAndGet();
            return false;
        }
        next = number + 1;
        received++;
        return true;
    }

    long received() {
        return received;
    }
}
