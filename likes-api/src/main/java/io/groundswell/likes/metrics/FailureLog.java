package io.groundswell.likes.metrics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Says at most once a second that something fails, and how many failures it kept to itself since. Thread-safe. */
public final class FailureLog {
    private static final long PAUSE_MILLIS = Duration.ofSeconds(1).toMillis();

    private final Logger log;
    private final InstantSource clock;
    private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong unsaid = new AtomicLong();

    public FailureLog(Logger log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * @param what failed, and how
     * @param detail of this failure
     */
    public void failed(String what, String detail) {
        long now = clock.millis();
        long until = quietUntil.get();
        if (now >= until && quietUntil.compareAndSet(until, now + PAUSE_MILLIS)) {
            log.warn("{}, {} more failures since the last such line; {}", what, unsaid.getAndSet(0), detail);
        } else {
            unsaid.incrementAndGet();
        }
    }
}
