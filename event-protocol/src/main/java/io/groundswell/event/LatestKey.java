package io.groundswell.event;

/**
 * Which register of a topic: say, the {@code typing} of one member, or the {@code viewers} of one node.
 *
 * @param key unique within the kind and the topic
 */
public record LatestKey(EventKind kind, String key) implements Comparable<LatestKey> {
    /** @throws InvalidEventException if the kind is not of class LATEST */
    public LatestKey {
        kind.require(DeliveryClass.LATEST);
    }

    @Override
    public int compareTo(LatestKey other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : key.compareTo(other.key);
    }
}
