package io.groundswell.dispatch;

import io.groundswell.aws.Parallel;
import io.groundswell.dispatch.deliver.Delivery.Handover;
import io.groundswell.dispatch.deliver.DeliveryOutcome.Gone;
import io.groundswell.event.Topic;
import io.groundswell.registry.Audience;
import io.groundswell.registry.Audiences;
import io.groundswell.registry.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which node gets which topics. Immutable but for what it has learnt of nodes that left. */
final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final int AT_ONCE = 32;

    private final Audiences audiences;

    Router(Audiences audiences) {
        this.audiences = audiences;
    }

    /**
     * @param topicsByNode only nodes that are to get at least one
     * @param failed the topics whose nodes are not known
     * @param audiences one for each of the other topics
     */
    record Routes(Map<Node, Set<Topic>> topicsByNode, Set<Topic> failed, List<Audience> audiences) {}

    private record Found(Topic topic, Optional<Audience> audience) {}

    Routes route(Collection<Topic> topics) {
        Routes routes = new Routes(new HashMap<>(), new HashSet<>(), new ArrayList<>());
        for (Found found : Parallel.map(topics, AT_ONCE, this::find)) {
            found.audience()
                    .ifPresentOrElse(
                            audience -> add(routes, found.topic(), audience),
                            () -> routes.failed().add(found.topic()));
        }
        return routes;
    }

    /** Nobody is sent anything more who was found gone. */
    void learn(List<Handover> handovers) {
        for (Handover handover : handovers) {
            if (handover.outcome() instanceof Gone gone) {
                LOG.info(
                        "node {}: passed over from here on, {}", handover.node().id(), gone.reason());
                audiences.left(handover.node());
            }
        }
    }

    private static void add(Routes routes, Topic topic, Audience audience) {
        routes.audiences().add(audience);
        audience.nodes()
                .forEach(node -> routes.topicsByNode()
                        .computeIfAbsent(node, ignored -> new HashSet<>())
                        .add(topic));
    }

    /** Whatever goes wrong with one topic is no other's affair. */
    private Found find(Topic topic) {
        try {
            return new Found(topic, Optional.of(audiences.of(topic)));
        } catch (RuntimeException e) {
            LOG.warn("topic {}: its nodes are not known, its messages fail", topic, e);
            return new Found(topic, Optional.empty());
        }
    }
}
