package io.groundswell.fleet.task;

import io.groundswell.registry.Node;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * Decides whether a node makes room for another revision, from what the registry says of all. Nodes of the old revision go in the
 * order in which they began: at most as many at a time as there are successors that viewers can reach, and only where those that
 * stay have room for everybody. Immutable.
 *
 * <p>Successors are nodes of another revision that began later. So in a roll-back, too, those go that are not wanted; and where
 * an old revision gets one node anew in the midst of a deployment, no more than one node goes for it.
 */
final class Succession {
    /** So long after its start a node counts as one that the balancer sends viewers to, sooner where it has some. */
    static final Duration SETTLED = Duration.ofMinutes(2);

    private static final Comparator<Node> FIRST_COME =
            Comparator.<Node>comparingLong(node -> node.revision().since()).thenComparing(Node::id);

    private final String nodeId;
    private final int mostStreams;
    private final InstantSource clock;

    /** @param mostStreams that a node holds */
    Succession(String nodeId, int mostStreams, InstantSource clock) {
        this.nodeId = nodeId;
        this.mostStreams = mostStreams;
        this.clock = clock;
    }

    /** @param all rows of the registry, the node's own among them */
    boolean isDue(List<Node> all) {
        long now = clock.millis();
        List<Node> live = all.stream().filter(node -> node.isLive(now)).toList();
        return live.stream()
                .filter(node -> node.id().equals(nodeId) && !node.draining())
                .anyMatch(self -> isDue(self, live, now));
    }

    private boolean isDue(Node self, List<Node> live, long now) {
        long successors = live.stream()
                .filter(node -> node.revision().succeeds(self.revision()) && isReachable(node, now))
                .count();
        long before = live.stream().filter(node -> goesBefore(node, self)).count();
        return before < successors && hasRoomWithout(self, live);
    }

    private static boolean isReachable(Node node, long now) {
        boolean isSettled = now - node.revision().since() >= SETTLED.toMillis();
        return !node.draining() && (node.connections() > 0 || isSettled);
    }

    /** Whether it goes already, or would go sooner. */
    private static boolean goesBefore(Node node, Node self) {
        return node.revision().name().equals(self.revision().name())
                && !node.id().equals(self.id())
                && (node.draining() || FIRST_COME.compare(node, self) < 0);
    }

    private boolean hasRoomWithout(Node self, List<Node> live) {
        long streams = live.stream().mapToLong(Node::connections).sum();
        long staying = live.stream()
                .filter(node -> !node.draining()
                        && !goesBefore(node, self)
                        && !node.id().equals(self.id()))
                .count();
        return streams <= staying * mostStreams;
    }
}
