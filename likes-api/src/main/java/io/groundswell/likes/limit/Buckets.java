package io.groundswell.likes.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A token bucket for each client that was heard of lately. One that was not used for as long as it takes to fill is full, so
 * it is forgotten: another one begins as full. Thread-safe.
 */
final class Buckets<K> {
    private static final int MOST = 100_000;
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final LoadingCache<K, Bucket> byClient;

    /**
     * @param rate a limited one
     * @param crowdedOut told of each client that is forgotten too early, since {@value #MOST} others were heard of
     */
    Buckets(Rate rate, Ticker ticker, Runnable crowdedOut) {
        TimeMeter time = new Nanos(ticker);
        this.byClient = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(ONE_SECOND.plusSeconds(rate.burst() / rate.perSecond()))
                .ticker(ticker)
                .executor(Runnable::run)
                .evictionListener((_, _, cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        crowdedOut.run();
                    }
                })
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), ONE_SECOND))
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** Takes a token; 0, or the nanoseconds after which there will be one. */
    long take(K client) {
        Bucket bucket = byClient.get(client);
        // The cheap question first: it is nearly always answered yes.
        return bucket.tryConsume(1) ? 0 : waitFor(bucket);
    }

    private static long waitFor(Bucket bucket) {
        return Math.max(1, bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private record Nanos(Ticker ticker) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ticker.read();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
