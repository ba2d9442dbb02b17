package io.groundswell.event;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The COUNTED state of a topic: a grow-only counter of one absolute value per replica, and one {@link Archive} per region for
 * replicas long gone. The total is the sum of all.
 *
 * @param replicas without those that an archive covers, whatever was given
 * @param archives by region
 */
public record CountedState(Map<Replica, ReplicaCount> replicas, Map<String, Archive> archives) {
    public static final CountedState EMPTY = new CountedState(Map.of());

    public CountedState {
        archives = Merge.copy(archives);
        replicas = Merge.copy(archives.isEmpty() ? replicas : uncovered(replicas, archives));
    }

    public CountedState(Map<Replica, ReplicaCount> replicas) {
        this(replicas, Map.of());
    }

    public static CountedState of(Replica replica, ReplicaCount count) {
        return new CountedState(Map.of(replica, count));
    }

    /** @param region whose replicas it stands for */
    public static CountedState of(String region, Archive archive) {
        return new CountedState(Map.of(), Map.of(region, archive));
    }

    /** The larger value of each replica, and the archives that reach further. */
    public CountedState merge(CountedState other) {
        return new CountedState(
                Merge.pointwise(replicas, other.replicas, ReplicaCount::merge),
                Merge.pointwise(archives, other.archives, Archive::merge));
    }

    /** How often each reaction was counted, over all replicas. */
    public SortedMap<String, Long> totals() {
        TreeMap<String, Long> totals = new TreeMap<>();
        archives.values().forEach(archive -> add(archive.counts(), totals));
        replicas.values().forEach(replica -> add(replica.counts(), totals));
        return totals;
    }

    public boolean isEmpty() {
        return replicas.isEmpty() && archives.isEmpty();
    }

    private static void add(Map<String, Long> counts, Map<String, Long> totals) {
        counts.forEach((reaction, count) -> totals.merge(reaction, count, Long::sum));
    }

    private static Map<Replica, ReplicaCount> uncovered(
            Map<Replica, ReplicaCount> replicas, Map<String, Archive> archives) {
        Map<Replica, ReplicaCount> uncovered = new HashMap<>(replicas);
        uncovered
                .keySet()
                .removeIf(replica ->
                        archives.getOrDefault(replica.region(), Archive.NONE).covers(replica));
        return uncovered;
    }
}
