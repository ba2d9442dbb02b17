package io.groundswell.likes.accept;

import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts one topic for this process. Its value is what the queue has for certain; a packet adds its likes on top and
 * becomes the value once the queue has it, so likes of a packet that failed are out of the count without further ado.
 * Owned by the topic's loop.
 */
final class ReplicaCounter {
    private final ReplicaIds ids;
    private Replica replica;
    private Map<String, Long> counts = Map.of();
    private long ordinal;

    ReplicaCounter(ReplicaIds ids) {
        this.ids = ids;
        this.replica = ids.next();
    }

    /** The next packet: everything the queue has, and these likes. Its ordinal is never used again. */
    Packet next(LikeGroup likes) {
        ordinal++;
        Map<String, Long> sum = new TreeMap<>(counts);
        likes.counts().forEach((reaction, count) -> sum.merge(reaction, count, Long::sum));
        return new Packet(replica, new ReplicaCount(ordinal, sum), likes.interval());
    }

    /** The queue has the packet. */
    void accepted(Packet packet) {
        counts = packet.count().counts();
    }

    /**
     * The queue may have the packet or not. No later value of this replica could be right in both cases, so another one
     * begins.
     */
    void restart() {
        replica = ids.next();
        counts = Map.of();
        ordinal = 0;
    }
}
