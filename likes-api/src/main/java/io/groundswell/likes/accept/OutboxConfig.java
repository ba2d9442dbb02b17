package io.groundswell.likes.accept;

import java.time.Duration;

/**
 * How the outbox sends.
 *
 * @param processes API processes that run, at least 1: together they send a topic's likes in at most 500 packets a second
 */
public record OutboxConfig(
        int processes, RetryPolicy retries, PackingConfig packing, RequestLimits requests, TopicLimits topics) {
    private static final Duration SPACING_OF_ONE = Duration.ofMillis(2);

    public OutboxConfig {
        if (processes < 1) {
            throw new IllegalArgumentException("processes: " + processes + " (expected: 1 or more)");
        }
    }

    /** The same with no more calls of a loop under way than that. */
    public OutboxConfig withCallsAtMost(int calls) {
        return new OutboxConfig(processes, retries, packing.withCallsAtMost(calls), requests, topics);
    }

    /** Between the starts of two packets of a topic. */
    Duration spacing() {
        return SPACING_OF_ONE.multipliedBy(processes);
    }
}
