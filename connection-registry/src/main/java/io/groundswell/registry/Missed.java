package io.groundswell.registry;

import io.groundswell.event.Topic;
import java.util.Set;

/**
 * What a node is told that it missed.
 *
 * @param since from when on it may lack deliveries, in milliseconds since 1970
 * @param topics which ones; empty means all
 */
public record Missed(long since, Set<Topic> topics) {
    public Missed {
        topics = Set.copyOf(topics);
    }
}
