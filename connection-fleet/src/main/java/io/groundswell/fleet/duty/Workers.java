package io.groundswell.fleet.duty;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what blocks, now, later, or again and again: on virtual threads, a bounded number at a time. Thread-safe.
 */
public final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int MOST_AT_A_TIME = 64;
    private static final double JITTER = 0.1;

    private final ScheduledExecutorService timer;
    private final Semaphore places = new Semaphore(MOST_AT_A_TIME);
    private final RandomGenerator random;
    private volatile boolean closed;

    /** @param random spreads what recurs, so that nodes that start together do not stay together */
    public Workers(RandomGenerator random) {
        this.random = random;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("duty").daemon().factory());
    }

    public void run(Runnable work) {
        var _ = Thread.ofVirtual().name("duty-work").start(() -> runBounded(work));
    }

    public void after(Duration delay, Runnable work) {
        if (!closed) {
            var _ = timer.schedule(() -> run(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Runs the work, and again so long after each run's end, a tenth more or less. */
    public void every(Duration pause, Runnable work) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        after(Duration.ofNanos((long) (pause.toNanos() * factor)), () -> {
            try {
                work.run();
            } finally {
                every(pause, work);
            }
        });
    }

    private void runBounded(Runnable work) {
        places.acquireUninterruptibly();
        try {
            if (!closed) {
                work.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("duty: {}", e.toString());
        } finally {
            places.release();
        }
    }

    /** Nothing begins after it; what runs is waited for, 5 s at most. */
    @Override
    public void close() {
        closed = true;
        var dropped = timer.shutdownNow();
        LOG.debug("duty: {} timers dropped", dropped.size());
        try {
            if (places.tryAcquire(MOST_AT_A_TIME, 5, TimeUnit.SECONDS)) {
                places.release(MOST_AT_A_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
