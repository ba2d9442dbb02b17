package io.groundswell.likes.accept;

import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts one topic for this process. Its value is what the queue has for certain; a packet adds its likes on top and
 * becomes the value once the queue has it, so likes of a packet that failed are out of the count without further ado. A
 * replica has a bounded life: what comes later is counted by another. Owned by the topic's loop.
 */
final class ReplicaCounter {
    /** Of a reaction's count: its digits and punctuation. */
    private static final int COUNT_BYTES = 24;

    /** A region of 32 and an id of 64 characters. */
    private static final int LONGEST_NAME = 96;

    private final ReplicaIds ids;
    private final long lifeMillis;
    private @Nullable Replica replica;
    private Map<String, Long> counts = Map.of();
    private long ordinal;
    private long endsAt;

    /** @param life after which a replica counts no further like */
    ReplicaCounter(ReplicaIds ids, Duration life) {
        this.ids = ids;
        this.lifeMillis = life.toMillis();
    }

    /** The next packet: everything the queue has, and these likes. Its ordinal is never used again. */
    ReplicaUpdate next(LikeGroup likes) {
        Replica counting = replica;
        if (counting == null || likes.lastAt() > endsAt) {
            counting = begin(likes);
        }
        ordinal++;
        Map<String, Long> sum = new TreeMap<>(counts);
        likes.counts().forEach((reaction, count) -> sum.merge(reaction, count, Long::sum));
        return new ReplicaUpdate(counting, new ReplicaCount(ordinal, sum), likes.interval());
    }

    /** Its likes were accepted before it is named, so its life, measured by theirs, is over no later than by its own clock. */
    private Replica begin(LikeGroup first) {
        Replica begun = ids.next();
        replica = begun;
        counts = Map.of();
        ordinal = 0;
        endsAt = first.lastAt() + lifeMillis;
        return begun;
    }

    /** The queue has the packet. */
    void accepted(ReplicaUpdate packet) {
        counts = packet.count().counts();
    }

    /**
     * The queue may have the packet or not. No later value of this replica could be right in both cases, so another one
     * begins with the next like.
     */
    void end() {
        replica = null;
        counts = Map.of();
    }

    /** Of its names and counts on the wire, at most. */
    int bytes() {
        int bytes = 2 * LONGEST_NAME;
        for (String reaction : counts.keySet()) {
            bytes += reaction.length() + COUNT_BYTES;
        }
        return bytes;
    }
}
