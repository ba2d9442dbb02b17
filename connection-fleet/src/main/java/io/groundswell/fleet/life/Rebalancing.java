package io.groundswell.fleet.life;

import io.groundswell.fleet.duty.Workers;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the fleet now and then, and ends streams of a node that has far more than the others. One worker at a time. */
public final class Rebalancing {
    private static final Logger LOG = LoggerFactory.getLogger(Rebalancing.class);
    private static final Duration TURN = Duration.ofSeconds(10);

    private final Rebalance rebalance;
    private final NodeDirectory directory;
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

    public Rebalancing(
            Rebalance rebalance, NodeDirectory directory, String nodeId, Streams streams, InstantSource clock) {
        this.rebalance = rebalance;
        this.directory = directory;
        this.nodeId = nodeId;
        this.streams = streams;
        this.clock = clock;
    }

    /** A turn about every 10 s, with jitter; one that cannot read the registry changes nothing. */
    public void start(Workers workers) {
        workers.every(TURN, this::turn);
    }

    void turn() {
        List<Node> nodes = directory.all();
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
