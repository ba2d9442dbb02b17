package io.groundswell.likes.accept;

/**
 * What may be under way at a time.
 *
 * @param requests published and not yet answered, in the whole process; at least 1
 * @param bytes that these hold, in the whole process; at least 1
 * @param waitingEventsPerTopic DURABLE events that wait for a message of their topic to come back; at least 1
 * @param eventMessagesPerTopic messages of DURABLE events in flight; at least 1
 */
public record RequestLimits(int requests, int bytes, int waitingEventsPerTopic, int eventMessagesPerTopic) {
    public RequestLimits {
        requirePositive("requests", requests);
        requirePositive("bytes", bytes);
        requirePositive("waiting events per topic", waitingEventsPerTopic);
        requirePositive("event messages per topic", eventMessagesPerTopic);
    }

    static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 or more)");
        }
    }
}
