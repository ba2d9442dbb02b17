package io.groundswell.registry;

import io.groundswell.event.Topic;

/**
 * That a node has viewers of a topic.
 *
 * @param viewers how many; a row with 0 is about to go and counts no more
 * @param version rises with every write of this node
 */
public record Subscription(Topic topic, String nodeId, int viewers, long version) {
    /** The names of the attributes, and numbers as long as they get. */
    private static final long BYTES_BESIDES_NAMES = 64;

    /** What the row takes in the registry, at most. */
    public long bytes() {
        return BYTES_BESIDES_NAMES + topic.toString().length() + nodeId.length();
    }
}
