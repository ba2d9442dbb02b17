package io.groundswell.registry;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warnings of look-ups, one a second at most. Any thread may use it. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLookup.class);
    private static final long QUIET = Duration.ofSeconds(1).toNanos();

    private final Ticker ticker;
    private final AtomicLong lastAt;

    Complaints(Ticker ticker) {
        this.ticker = ticker;
        this.lastAt = new AtomicLong(ticker.read() - QUIET);
    }

    void warn(String message, @Nullable Throwable cause) {
        long now = ticker.read();
        long last = lastAt.get();
        if (now - last >= QUIET && lastAt.compareAndSet(last, now)) {
            LOG.warn("{}", message, cause);
        }
    }
}
