package io.groundswell.event;

import java.util.Map;

/**
 * What one replica has counted so far: absolute values, never increments.
 *
 * @param ordinal rises with every packet of the replica, from 1
 * @param counts how often each reaction was counted since the replica began, each at least 0
 */
public record ReplicaCount(long ordinal, Map<String, Long> counts) {
    public static final ReplicaCount NONE = new ReplicaCount(0, Map.of());

    /** @throws InvalidEventException if the ordinal or a count is negative */
    public ReplicaCount {
        if (ordinal < 0) {
            throw new InvalidEventException("ordinal: " + ordinal + " (expected: 0 or more)");
        }
        counts = Counts.copy(counts);
    }

    /** The larger value of each. */
    public ReplicaCount merge(ReplicaCount other) {
        return new ReplicaCount(Math.max(ordinal, other.ordinal), Merge.pointwise(counts, other.counts, Math::max));
    }
}
