package io.groundswell.dispatch;

import io.groundswell.aws.Parallel;
import io.groundswell.event.Topic;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeLookup;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which node gets which topics. Immutable. */
final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int AT_ONCE = 32;

    private final NodeLookup lookup;

    Router(NodeLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * @param topicsByNode only nodes that have viewers of at least one
     * @param failed the topics whose nodes are not known
     */
    record Routes(Map<Node, Set<Topic>> topicsByNode, Set<Topic> failed) {}

    private record Found(Topic topic, Optional<Set<Node>> nodes) {}

    Routes route(Collection<Topic> topics) {
        Routes routes = new Routes(new HashMap<>(), new HashSet<>());
        for (Found found : Parallel.map(topics, AT_ONCE, this::find)) {
            found.nodes()
                    .ifPresentOrElse(
                            nodes -> nodes.forEach(node -> routes.topicsByNode()
                                    .computeIfAbsent(node, ignored -> new HashSet<>())
                                    .add(found.topic())),
                            () -> routes.failed().add(found.topic()));
        }
        return routes;
    }

    /** Whatever goes wrong with one topic is no other's affair. */
    private Found find(Topic topic) {
        try {
            return new Found(topic, Optional.of(lookup.viewersOf(topic).keySet()));
        } catch (RuntimeException e) {
            LOG.warn("topic {}: its nodes are not known, its messages fail", topic, e);
            return new Found(topic, Optional.empty());
        }
    }
}
