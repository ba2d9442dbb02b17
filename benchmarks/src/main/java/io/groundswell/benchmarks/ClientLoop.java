package io.groundswell.benchmarks;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads in sweeps: between two looks at its sockets a loop rests, so that what has come meanwhile is read at once instead of
 * at a wake-up each. Owner: the event loop, but for {@link #begin(long)}, {@link #end} and what they set.
 */
final class ClientLoop implements Runnable {
    private static final long REST = TimeUnit.MICROSECONDS.toNanos(1_000);

    private final EventLoop loop;
    private final Tally tally = new Tally();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private long rested;
    private volatile long begin;
    private volatile boolean ending;

    ClientLoop(EventLoop loop) {
        this.loop = loop;
    }

    void start() {
        loop.execute(this);
    }

    @Override
    public void run() {
        if (ending) {
            return;
        }
        long before = System.nanoTime();
        if (rested != 0) {
            tally.sweeps.recordValue((before - rested) / 1_000);
        }
        LockSupport.parkNanos(REST);
        rested = System.nanoTime();
        tally.addIdle(rested - before);
        var _ = loop.schedule(this, 1, TimeUnit.NANOSECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    Tally tally() {
        return tally;
    }

    /** @param at when events began, on the clock of {@link System#nanoTime} */
    void begin(long at) {
        begin = at;
    }

    long begin() {
        return begin;
    }

    void end() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    void failed(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /** The first thing that went wrong. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }
}
