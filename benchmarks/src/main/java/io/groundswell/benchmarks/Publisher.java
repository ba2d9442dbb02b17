package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends the plan's events when they are due, whether or not the server keeps up. Owner: the publishing thread. */
final class Publisher {
    private static final long TICK_MILLIS = 10;
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
    private static final long WARM_UP_TICK = TimeUnit.MILLISECONDS.toNanos(1);
    /** What a frame names before it samples: after a stall of this side nothing may be lost by its fault. */
    private static final int MOST_LIKES_OF_A_TOPIC = 64;
    /** A batch has less than 1 MiB. */
    private static final int MOST_COMMENTS = 2_000;

    private final LoadPlan plan;
    private final Sink sink;
    private final long warmUpTick;
    private long mostLag;

    /** Where events go. */
    interface Sink extends AutoCloseable {
        /** Sends the events from one number up to, without, another; returns when the server has taken them. */
        void send(long from, long to) throws IOException;

        @Override
        void close() throws IOException;
    }

    private Publisher(LoadPlan plan, Sink sink, long warmUpTick) {
        this.plan = plan;
        this.sink = sink;
        this.warmUpTick = warmUpTick;
    }

    /** One that sends what is due every {@value #TICK_MILLIS} ms. */
    static Publisher steady(LoadPlan plan, Sink sink) {
        return new Publisher(plan, sink, TICK);
    }

    /**
     * One that sends every millisecond in the first half of the warm-up, so that a server's compilers get to see enough batches, and
     * then like the {@link #steady} one.
     */
    static Publisher warmingUp(LoadPlan plan, Sink sink) {
        return new Publisher(plan, sink, WARM_UP_TICK);
    }

    /** @param begin on the clock of {@link System#nanoTime} */
    void run(long begin) throws IOException {
        long sent = 0;
        long last = begin;
        while (sent < plan.events()) {
            long intended = begin + plan.intended(sent);
            long tick = sent < plan.firstMeasured() / 2 ? warmUpTick : TICK;
            parkUntil(Math.max(intended, Math.min(last, intended) + tick));
            long now = System.nanoTime();
            if (sent >= plan.firstMeasured()) {
                mostLag = Math.max(mostLag, now - intended);
            }
            long due = Math.min(due(now - begin), sent + mostAtOnce());
            sink.send(sent, due);
            sent = due;
            last = now;
        }
    }

    private long mostAtOnce() {
        return plan.kind() == LoadPlan.Kind.COMMENTS ? MOST_COMMENTS : (long) MOST_LIKES_OF_A_TOPIC * plan.topics();
    }

    private long due(long elapsed) {
        long due = Math.min(plan.events(), (long) (elapsed * plan.rate() / 1e9));
        while (due < plan.events() && plan.intended(due) <= elapsed) {
            due++;
        }
        return due;
    }

    private static void parkUntil(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** The longest that a measured event was sent late, in nanoseconds. */
    long mostLag() {
        return mostLag;
    }
}
