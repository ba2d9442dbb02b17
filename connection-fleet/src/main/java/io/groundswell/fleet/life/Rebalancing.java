package io.groundswell.fleet.life;

import io.groundswell.registry.Node;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends streams of a node that has far more than the others, whenever it is shown all of them. One worker at a time. */
public final class Rebalancing implements Consumer<List<Node>> {
    private static final Logger LOG = LoggerFactory.getLogger(Rebalancing.class);

    private final Rebalance rebalance;
    private final String nodeId;
    private final Streams streams;
    private final InstantSource clock;

    /** The node's own streams. */
    public interface Streams {
        /** How many there are. */
        int count();

        /** @param share of them, above 0 and at most 1, to be sent to other nodes */
        void sendAway(double share);
    }

    public Rebalancing(Rebalance rebalance, String nodeId, Streams streams, InstantSource clock) {
        this.rebalance = rebalance;
        this.nodeId = nodeId;
        this.streams = streams;
        this.clock = clock;
    }

    /** @param nodes every row of the registry, live or not */
    @Override
    public void accept(List<Node> nodes) {
        long now = clock.millis();
        if (nodes.stream().anyMatch(node -> node.id().equals(nodeId) && node.draining())) {
            return;
        }
        List<Integer> others = nodes.stream()
                .filter(node -> !node.id().equals(nodeId) && node.isLive(now) && !node.draining())
                .map(Node::connections)
                .toList();
        int own = streams.count();
        int toEnd = rebalance.toEnd(own, others);
        if (toEnd > 0) {
            LOG.info(
                    "rebalancing: {} of {} streams are sent elsewhere, {} other nodes have {}",
                    toEnd,
                    own,
                    others.size(),
                    others);
            streams.sendAway((double) toEnd / own);
        }
    }
}
