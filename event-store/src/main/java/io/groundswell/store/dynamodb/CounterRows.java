package io.groundswell.store.dynamodb;

import io.groundswell.event.Archive;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of a topic's counters, gathered: those of replicas, and the regions' archives. Owned by the thread that reads. */
final class CounterRows {
    static final String ORDINAL = "n";
    static final String COUNTS = "counts";
    static final String BEFORE = "before";
    static final List<String> KEYS = List.of(StoreTables.COUNTERS.partitionKey(), StoreTables.COUNTERS.sortKey());
    static final List<String> CONTENT = List.of(ORDINAL, COUNTS);

    /** No replica's id has a "#". */
    private static final String ARCHIVE = "#archive";

    private final Map<Replica, ReplicaCount> replicas = new HashMap<>();
    private final Map<String, Archive> archives = new HashMap<>();

    /** The sort key of a region's archive; like those of the region's replicas it begins with the region and a "#". */
    static String archiveKey(String region) {
        return region + "#" + ARCHIVE;
    }

    void add(Map<String, AttributeValue> row) {
        String[] key = Attributes.text(row, StoreTables.COUNTERS.sortKey()).split("#", 2);
        if (key[1].equals(ARCHIVE)) {
            archives.put(key[0], archive(row));
        } else {
            replicas.put(
                    new Replica(key[0], key[1]),
                    new ReplicaCount(Attributes.number(row, ORDINAL), Attributes.numbers(row, COUNTS)));
        }
    }

    CountedState state() {
        return new CountedState(replicas, archives);
    }

    static Archive archive(Map<String, AttributeValue> row) {
        return new Archive(Attributes.number(row, BEFORE), Attributes.numbers(row, COUNTS));
    }
}
