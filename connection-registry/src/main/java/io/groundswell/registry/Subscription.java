package io.groundswell.registry;

import io.groundswell.event.Topic;

/**
 * That a node has viewers of a topic.
 *
 * @param viewers how many; a row with 0 is about to go and counts no more
 * @param version rises with every write of this node
 */
public record Subscription(Topic topic, String nodeId, int viewers, long version) {}
