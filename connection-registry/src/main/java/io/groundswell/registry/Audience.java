package io.groundswell.registry;

import java.time.Duration;
import java.util.Set;

/**
 * Who is to get a topic's events.
 *
 * @param age how old the answer is; zero where none was needed
 */
public record Audience(Set<Node> nodes, Source source, Duration age) {
    /** Where the answer came from. */
    public enum Source {
        /** Read less than {@link NodeLookup#SUBSCRIPTIONS_AGE} ago. */
        CACHE,
        /** Read for this one. */
        REGISTRY,
        /** So many nodes have the topic that all of them get it, unasked. */
        EVERYBODY
    }
}
