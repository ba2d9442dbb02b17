package io.groundswell.chaos;

import io.groundswell.chaos.Receipts.Gap;
import io.groundswell.registry.NodeLookup;
import java.util.Map;
import java.util.Set;

/**
 * Tells gaps that begin where their viewer may begin to lack something from those that name more. Nodes without history tell two
 * kinds. One is for a viewer that comes back, and begins an overlap before the time in its cursor. The other is for all that follow a
 * topic, and is told again to those who come back: it is for the moment in which dispatchers did not know yet that the node has the
 * topic, or for deliveries that the node was told that it missed, and neither began before the node did.
 *
 * @param overlapMillis as the nodes have it
 * @param began when the run did, and with it all nodes that followed no other; in milliseconds since 1970
 * @param births when the others were started, by id; likewise
 * @param behind the nodes that were told that they missed deliveries
 */
record GapBounds(long overlapMillis, long began, Map<String, Long> births, Set<String> behind) {
    /** How long a dispatch may take, and what clocks may differ by: they are one machine's. */
    private static final long TOLERANCE_MILLIS = 5_000;

    /** How long a node may not be known, twice: a topic may go and come back meanwhile. */
    private static final long LONGEST_UNKNOWN_MILLIS =
            NodeLookup.NODES_AGE.multipliedBy(2).toMillis();

    boolean hold(Gap gap) {
        return gap.from() <= gap.to()
                && gap.to() <= gap.toldAt() + TOLERANCE_MILLIS
                && (isOfItsViewer(gap) || isOfItsNode(gap));
    }

    private boolean isOfItsViewer(Gap gap) {
        return gap.from() >= gap.stream().resumedAt() - overlapMillis - TOLERANCE_MILLIS;
    }

    private boolean isOfItsNode(Gap gap) {
        String node = gap.stream().node();
        boolean isShort = gap.to() - gap.from() <= LONGEST_UNKNOWN_MILLIS + TOLERANCE_MILLIS;
        return gap.from() >= births.getOrDefault(node, began) - TOLERANCE_MILLIS && (isShort || behind.contains(node));
    }
}
