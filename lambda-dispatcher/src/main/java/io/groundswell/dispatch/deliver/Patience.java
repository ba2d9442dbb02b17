package io.groundswell.dispatch.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.registry.Node;
import java.time.Duration;

/**
 * How long a node is waited for: a batch's whole deadline, but little where the node let the last one hang. So one that hangs
 * costs a dispatcher the deadline once in {@link #MEMORY}, is still told of all that it missed, and is as good as before with
 * its first answer. Any thread may use it.
 */
final class Patience {
    /** What a node that hung has; more than one that is well takes. */
    static final Duration SHORT = Duration.ofMillis(250);

    static final Duration MEMORY = Duration.ofSeconds(10);

    private static final int MOST = 10_000;

    private final Duration deadline;
    private final Cache<String, Boolean> hung;

    Patience(Duration deadline, Ticker ticker) {
        this.deadline = deadline;
        this.hung = Caffeine.newBuilder()
                .maximumSize(MOST)
                .ticker(ticker)
                .expireAfterWrite(MEMORY)
                .build();
    }

    Duration with(Node node) {
        boolean isShort = SHORT.compareTo(deadline) < 0 && hung.getIfPresent(node.id()) != null;
        return isShort ? SHORT : deadline;
    }

    /** The node gave no answer; how long it was waited for does not matter, but a longer memory does not come of short waits. */
    void hung(Node node) {
        hung.asMap().putIfAbsent(node.id(), true);
    }

    void answered(Node node) {
        hung.invalidate(node.id());
    }
}
