package io.groundswell.fleet.life;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A thread of its own for a drain's turns: those that the duties share may all wait for a registry that does not answer.
 * Thread-safe.
 */
public final class TimerThread implements Drain.Timer, AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("life").daemon().factory());

    /** @throws RejectedExecutionException once it is closed */
    @Override
    public void after(Duration delay, Runnable action) {
        var _ = thread.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        var _ = thread.shutdownNow();
    }
}
