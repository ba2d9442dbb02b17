package io.groundswell.event;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The COUNTED state of a topic: a grow-only counter of one absolute value per replica, whose total is their sum. */
public record CountedState(Map<Replica, ReplicaCount> replicas) {
    public static final CountedState EMPTY = new CountedState(Map.of());

    public CountedState {
        replicas = Merge.copy(replicas);
    }

    public static CountedState of(Replica replica, ReplicaCount count) {
        return new CountedState(Map.of(replica, count));
    }

    /** The larger value of each replica. */
    public CountedState merge(CountedState other) {
        return new CountedState(Merge.pointwise(replicas, other.replicas, ReplicaCount::merge));
    }

    /** How often each reaction was counted, over all replicas. */
    public SortedMap<String, Long> totals() {
        TreeMap<String, Long> totals = new TreeMap<>();
        replicas.values()
                .forEach(replica ->
                        replica.counts().forEach((reaction, count) -> totals.merge(reaction, count, Long::sum)));
        return totals;
    }

    public boolean isEmpty() {
        return replicas.isEmpty();
    }
}
