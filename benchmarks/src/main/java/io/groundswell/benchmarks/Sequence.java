package io.groundswell.benchmarks;

/** Which of a topic's events one connection has had, by their numbers. Owner: the connection's loop. */
final class Sequence {
    private final Tally tally;
    private long next;
    private long received;
    private long told;

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

    /**
     * Checks a frame's total, which counts all up to the last event of a round. A round may take several frames, of which
     * each tells that total or what there was up to its own last event: so a total is wrong if it is less than what has
     * come, or if another one is told before what the last one counted has come.
     *
     * @param before {@link #next} ahead of the frame
     * @param total what the frame says
     */
    void told(long before, long total) {
        boolean roundIsOpen = before < told;
        if (total < next || (roundIsOpen && total != told)) {
            tally.wrongTotals.incrementAndGet();
        }
        told = total;
    }

    /** Whether a total has been told that counts more than what has come. */
    boolean lacksWhatWasTold() {
        return next < told;
    }

    long received() {
        return received;
    }
}
