package io.groundswell.fleet.life;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties a node: nobody is let in any more, and the viewers are sent elsewhere evenly over a window, while everything goes
 * on being delivered to those who are still here. When the last has gone, the node leaves the registry, and takes what
 * dispatchers still send for as long as one of them may know an old answer. Whoever begins it decides why: the process is
 * told to stop, or something else asks for it. Owner: the timer's thread; {@link #begin} may be called by any.
 */
public final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration LONGEST_TURN = Duration.ofMillis(100);
    private static final Duration SHORTEST_TURN = Duration.ofMillis(10);
    private static final int LEAST_TURNS = 20;

    /** How many turns are waited after the window for streams that were being opened when it ended. */
    private static final int TURNS_OF_GRACE = 50;

    private final Steps steps;
    private final Timer timer;
    private final Duration turn;
    private final int turns;
    private final Duration afterwards;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** What a drain does to the node. None may block but {@link #leave}. */
    public interface Steps {
        /** Lets nobody in, and says so in the registry. */
        void shut();

        /** How many streams are open or about to be. */
        int streams();

        /** Ends that share of the streams; 1 means all. */
        void end(double share);

        /**
         * Takes the node out of the registry, as far as that can be done within seconds.
         *
         * @return whether a dispatcher may know that the node was there
         */
        boolean leave();
    }

    /** Runs an action once, after a delay, on a thread that nothing else waits for. */
    @FunctionalInterface
    public interface Timer {
        void after(Duration delay, Runnable action);
    }

    /**
     * @param window over how long the viewers are sent elsewhere; zero for all at once
     * @param afterwards how long deliveries are taken when the node has left the registry
     */
    public Drain(Steps steps, Timer timer, Duration window, Duration afterwards) {
        this.steps = steps;
        this.timer = timer;
        Duration even = window.dividedBy(LEAST_TURNS);
        this.turn = even.compareTo(LONGEST_TURN) > 0 ? LONGEST_TURN : longer(even, SHORTEST_TURN);
        this.turns = (int) Math.max(1, window.dividedBy(turn));
        this.afterwards = afterwards;
    }

    /**
     * Begins, if it has not begun.
     *
     * @param why for the log
     * @return completes when the node may stop
     */
    public CompletableFuture<Void> begin(String why) {
        if (begun.compareAndSet(false, true)) {
            LOG.info(
                    "drain: {}; {} streams are sent elsewhere within {} ms",
                    why,
                    steps.streams(),
                    turn.toMillis() * turns);
            steps.shut();
            timer.after(Duration.ZERO, () -> turn(turns));
        }
        return done.copy();
    }

    public boolean hasBegun() {
        return begun.get();
    }

    private void turn(int left) {
        int streams = steps.streams();
        if (streams == 0 || left <= -TURNS_OF_GRACE) {
            LOG.info("drain: {} streams are left, the node leaves the registry", streams);
            leave();
            return;
        }
        steps.end(1.0 / Math.max(1, left));
        timer.after(turn, () -> turn(left - 1));
    }

    private void leave() {
        boolean known = true;
        try {
            known = steps.leave();
        } catch (RuntimeException e) {
            LOG.warn("drain: the node could not leave the registry: {}", e.toString());
        }
        timer.after(known ? afterwards : Duration.ZERO, () -> done.complete(null));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
