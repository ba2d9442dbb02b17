package io.groundswell.likes.accept;

import java.time.Duration;

/**
 * How the outbox sends.
 *
 * @param processes API processes that run, at least 1: together they send a topic's likes in at most 500 packets a second
 */
public record OutboxConfig(int processes, RetryPolicy retries, OutboxLimits limits) {
    private static final Duration SPACING_OF_ONE = Duration.ofMillis(2);

    public OutboxConfig {
        if (processes < 1) {
            throw new IllegalArgumentException("processes: " + processes + " (expected: 1 or more)");
        }
    }

    /** Between the starts of two packets of a topic. */
    Duration spacing() {
        return SPACING_OF_ONE.multipliedBy(processes);
    }
}
