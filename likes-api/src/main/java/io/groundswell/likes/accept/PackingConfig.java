package io.groundswell.likes.accept;

/**
 * How what waits becomes messages.
 *
 * @param packetBytes of a message at most, 16 KiB to 256 KiB: SQS bills each 64 KiB as one request, and what surrounds the
 *     actors of a busy topic (up to 64 reactions among it) must not fill half of it
 * @param calls to the queue that a loop has under way, 1 to 64
 * @param groups whether a message of one topic names it as its group, so that no topic crowds out the others (fair queues)
 * @param likerRecords whether a packet records everybody behind its likes, besides the sample of 64 that it shows
 */
public record PackingConfig(int packetBytes, int calls, boolean groups, boolean likerRecords) {
    private static final int LEAST_BYTES = 16 * 1024;
    private static final int MOST_CALLS = 64;

    public PackingConfig {
        if (packetBytes < LEAST_BYTES || packetBytes > MessageQueue.MOST_BYTES) {
            throw new IllegalArgumentException("packet bytes: " + packetBytes + " (expected: " + LEAST_BYTES + " to "
                    + MessageQueue.MOST_BYTES + ")");
        }
        if (calls < 1 || calls > MOST_CALLS) {
            throw new IllegalArgumentException("calls: " + calls + " (expected: 1 to " + MOST_CALLS + ")");
        }
    }

    PackingConfig withCallsAtMost(int most) {
        return new PackingConfig(packetBytes, Math.min(calls, most), groups, likerRecords);
    }
}
