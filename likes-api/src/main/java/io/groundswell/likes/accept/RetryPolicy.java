package io.groundswell.likes.accept;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a message of unknown outcome is sent again.
 *
 * @param attempts 1 to 10, the first one included
 * @param firstDelay before the second attempt, 1 ms to 10 s; it doubles from there and is spread over its upper half
 */
public record RetryPolicy(int attempts, Duration firstDelay) {
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    public RetryPolicy {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts: " + attempts + " (expected: 1 to " + MOST_ATTEMPTS + ")");
        }
        if (firstDelay.toMillis() < 1 || firstDelay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("first delay: " + firstDelay + " (expected: 1 ms to " + LONGEST + ")");
        }
    }

    /** @param attempt the one that has just ended, from 1 */
    Duration delayAfter(int attempt, RandomGenerator random) {
        long most = firstDelay.toNanos() << (attempt - 1);
        return Duration.ofNanos(random.nextLong(most / 2, most + 1));
    }
}
