package io.groundswell.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Nodes that were found gone before their lease has ended. One that has written its row since is there after all. Bounded in
 * number and time: after {@link NodeLookup#LAST_KNOWN_AGE} its lease has long ended. Any thread may use it.
 */
final class Departures {
    private static final int MOST = 10_000;

    private final Cache<String, Long> versions;

    Departures(Ticker ticker) {
        this.versions = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfterWrite(NodeLookup.LAST_KNOWN_AGE)
                .build();
    }

    void add(Node node) {
        versions.asMap().merge(node.id(), node.version(), Math::max);
    }

    boolean contains(Node node) {
        Long gone = versions.getIfPresent(node.id());
        return gone != null && node.version() <= gone;
    }
}
