package io.groundswell.likes.accept;

import java.time.Duration;

/**
 * What bounds the outbox.
 *
 * @param requests published and not yet answered, in the whole process; at least 1
 * @param topics held at a time, in the whole process; at least 1
 * @param topicIdle after which an unused topic is forgotten, 1 s to 1 day: far less than a message can live, so that no
 *     counter is folded while its process still has it
 * @param waitingEventsPerTopic DURABLE events that wait for a message of their topic to come back; at least 1
 * @param eventMessagesPerTopic messages of DURABLE events in flight; at least 1
 */
public record OutboxLimits(
        int requests, int topics, Duration topicIdle, int waitingEventsPerTopic, int eventMessagesPerTopic) {
    private static final Duration LONGEST_IDLE = Duration.ofDays(1);

    public OutboxLimits {
        requirePositive("requests", requests);
        requirePositive("topics", topics);
        requirePositive("waiting events per topic", waitingEventsPerTopic);
        requirePositive("event messages per topic", eventMessagesPerTopic);
        if (topicIdle.toMillis() < 1_000 || topicIdle.compareTo(LONGEST_IDLE) > 0) {
            throw new IllegalArgumentException("topic idle: " + topicIdle + " (expected: 1 s to 1 day)");
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 or more)");
        }
    }
}
