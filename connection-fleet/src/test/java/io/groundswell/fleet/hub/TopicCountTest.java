package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Archive;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicCountTest {
    private static final String EAST = "us-east-1";

    private final TopicCount count = new TopicCount();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void raise_shouldTellWhatTheMergeTells_whenReplicasAndArchivesComeInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<CountedState> updates = new ArrayList<>();
        Map<Replica, ReplicaCount> all = new HashMap<>();
        for (int began = 0; began < 20; began++) {
            Replica replica = Replica.begin(EAST, "boot", began, began);
            updates.add(CountedState.of(replica, new ReplicaCount(1, Map.of("like", 1L))));
            ReplicaCount last = new ReplicaCount(2, Map.of("like", 1L + random.nextInt(9), "wow", 1L));
            updates.add(CountedState.of(replica, last));
            all.put(replica, last);
        }
        updates.add(archive(all, 7));
        updates.add(archive(all, 15));
        Collections.shuffle(updates, random);

        CountedState merged = CountedState.EMPTY;
        for (CountedState update : updates) {
            count.raise(update);
            merged = merged.merge(update);
            assertThat(nonZero(count.totals())).isEqualTo(merged.totals());
        }
        assertThat(count.totals()).isEqualTo(new CountedState(all).totals());
        assertThat(count.replicas()).isEqualTo(5);
    }

    @Test
    void raise_shouldKeepTheTotal_whenAnArchiveTakesThePlaceOfReplicas() {
        Replica old = Replica.begin(EAST, "boot", 1, 1);
        count.raise(CountedState.of(old, new ReplicaCount(3, Map.of("like", 5L))));
        count.raise(CountedState.of(EAST, new Archive(2, Map.of("like", 5L))));
        assertThat(count.totals()).isEqualTo(Map.of("like", 5L));
        assertThat(count.replicas()).isZero();

        count.raise(CountedState.of(old, new ReplicaCount(3, Map.of("like", 5L))));

        assertThat(count.totals()).isEqualTo(Map.of("like", 5L));
        assertThat(count.replicas()).isZero();
    }

    private static CountedState archive(Map<Replica, ReplicaCount> all, long before) {
        Map<Replica, ReplicaCount> old = new HashMap<>(all);
        old.keySet().removeIf(replica -> !replica.begunBefore(before));
        return CountedState.of(EAST, new Archive(before, new CountedState(old).totals()));
    }

    private static Map<String, Long> nonZero(Map<String, Long> totals) {
        Map<String, Long> nonZero = new HashMap<>(totals);
        nonZero.values().removeIf(total -> total == 0);
        return nonZero;
    }
}
