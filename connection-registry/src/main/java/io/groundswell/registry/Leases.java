package io.groundswell.registry;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of all nodes, and which of them count at a time. Immutable. */
record Leases(Map<String, Node> byId) {
    /** One node that goes is a node that went; from two on it may be the registry that did not take their renewals. */
    private static final int SUSPICIOUS = 2;

    static Leases of(Collection<Node> nodes) {
        return new Leases(nodes.stream().collect(Collectors.toUnmodifiableMap(Node::id, Function.identity())));
    }

    Optional<Node> find(String nodeId) {
        return Optional.ofNullable(byId.get(nodeId));
    }

    /** Whether more nodes have lapsed within {@link NodeLookup#LAST_KNOWN_AGE} than are live. */
    boolean mostLapsed(long now) {
        long live = liveAt(now);
        long lapsed = liveAt(earlier(now)) - live;
        return lapsed >= SUSPICIOUS && lapsed > live;
    }

    /** A time at which a node that counted a short while ago still does. */
    static long earlier(long now) {
        return now - NodeLookup.LAST_KNOWN_AGE.toMillis();
    }

    private long liveAt(long millis) {
        return byId.values().stream().filter(node -> node.isLive(millis)).count();
    }
}
