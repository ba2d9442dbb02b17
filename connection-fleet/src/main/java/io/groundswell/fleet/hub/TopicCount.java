package io.groundswell.fleet.hub;

import io.groundswell.event.Archive;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is counted of one topic, as {@link CountedState} merges it, with totals that cost what changes and not what there is.
 * Replicas that an archive covers are forgotten. Owner: the intake thread.
 */
final class TopicCount {
    private final Map<Replica, ReplicaCount> replicas = new HashMap<>();
    private final Map<String, Archive> archives = new HashMap<>();
    private SortedMap<String, Long> totals = new TreeMap<>();

    void raise(CountedState counted) {
        if (counted.isEmpty()) {
            return;
        }
        SortedMap<String, Long> raised = new TreeMap<>(totals);
        counted.archives().forEach((region, archive) -> raise(raised, region, archive));
        counted.replicas().forEach((replica, count) -> raise(raised, replica, count));
        totals = raised;
    }

    /** Immutable from here on: a change makes a new one. */
    SortedMap<String, Long> totals() {
        return totals;
    }

    /** How many it remembers singly. */
    int replicas() {
        return replicas.size();
    }

    private void raise(SortedMap<String, Long> raised, Replica replica, ReplicaCount count) {
        if (archives.getOrDefault(replica.region(), Archive.NONE).covers(replica)) {
            return;
        }
        ReplicaCount known = replicas.getOrDefault(replica, ReplicaCount.NONE);
        ReplicaCount merged = known.merge(count);
        replace(raised, known.counts(), merged.counts());
        replicas.put(replica, merged);
    }

    private void raise(SortedMap<String, Long> raised, String region, Archive archive) {
        Archive known = archives.getOrDefault(region, Archive.NONE);
        Archive merged = known.merge(archive);
        if (merged.equals(known)) {
            return;
        }
        replace(raised, known.counts(), merged.counts());
        archives.put(region, merged);
        replicas.entrySet().removeIf(entry -> {
            boolean covered = entry.getKey().region().equals(region) && merged.covers(entry.getKey());
            if (covered) {
                replace(raised, entry.getValue().counts(), Map.of());
            }
            return covered;
        });
    }

    private static void replace(SortedMap<String, Long> raised, Map<String, Long> before, Map<String, Long> after) {
        before.forEach((reaction, count) -> raised.merge(reaction, -count, Long::sum));
        after.forEach((reaction, count) -> raised.merge(reaction, count, Long::sum));
    }
}
