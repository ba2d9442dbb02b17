package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.MergeLaws.ForEachSeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CountedStateTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::countedState, CountedState::merge);
    }

    @ForEachSeed
    void totals_shouldBeTheSumOfTheLastPackets_whenPacketsOfManyReplicasComeAgainAndInAnyOrder(long seed) {
        RandomStates states = new RandomStates(seed);
        List<CountedState> packets = new ArrayList<>();
        Map<String, Long> expected = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            Replica replica = new Replica("us-east-1", "boot." + i);
            List<ReplicaCount> ofReplica = states.packetsOfOneReplica();
            ofReplica.forEach(count -> packets.add(CountedState.of(replica, count)));
            ofReplica.getLast().counts().forEach((reaction, count) -> expected.merge(reaction, count, Long::sum));
        }

        CountedState merged = states.redelivered(packets).stream().reduce(CountedState.EMPTY, CountedState::merge);

        assertThat(merged.totals()).isEqualTo(expected);
    }

    @ForEachSeed
    void totals_shouldNeverFall_whenPacketsAreMergedInAnyOrder(long seed) {
        RandomStates states = new RandomStates(seed);
        CountedState merged = CountedState.EMPTY;
        for (int i = 0; i < 20; i++) {
            CountedState next = merged.merge(states.replicasOnly());
            Map<String, Long> after = next.totals();
            merged.totals()
                    .forEach((reaction, count) ->
                            assertThat(after.getOrDefault(reaction, 0L)).isGreaterThanOrEqualTo(count));
            merged = next;
        }
        assertThat(merged.isEmpty()).isFalse();
    }

    @ForEachSeed
    void totals_shouldBeTheSame_whenSomeHoldAnArchiveAndOthersItsReplicas(long seed) {
        RandomStates states = new RandomStates(seed);
        Map<Replica, ReplicaCount> all = new HashMap<>();
        for (int began = 0; began < 12; began++) {
            all.put(
                    Replica.begin("us-east-1", "boot", began, began),
                    states.packetsOfOneReplica().getLast());
        }
        Map<String, Long> expected = new CountedState(all).totals();
        List<CountedState> holders = new ArrayList<>();
        holders.add(new CountedState(all));
        for (int before = 0; before <= 12; before++) {
            holders.add(folded(all, before));
        }

        CountedState merged = CountedState.EMPTY;
        for (CountedState holder : states.redelivered(holders)) {
            assertThat(holder.totals()).isEqualTo(expected);
            merged = merged.merge(holder);
            assertThat(merged.totals()).isEqualTo(expected);
        }
        assertThat(merged.replicas()).isEmpty();
    }

    @Test
    void merge_shouldLeaveOutAReplica_whenTheArchiveCoversIt() {
        Replica old = Replica.begin("us-east-1", "boot", 1, 99);
        Replica young = Replica.begin("us-east-1", "boot", 2, 100);
        Replica elsewhere = Replica.begin("eu-west-1", "boot", 1, 99);
        Replica unknown = new Replica("us-east-1", "boot.3");
        ReplicaCount one = new ReplicaCount(1, Map.of("like", 1L));

        CountedState merged = new CountedState(Map.of(old, one, young, one, elsewhere, one, unknown, one))
                .merge(CountedState.of("us-east-1", new Archive(100, Map.of("like", 1L))));

        assertThat(merged.replicas()).containsOnlyKeys(young, elsewhere, unknown);
        assertThat(merged.totals()).isEqualTo(Map.of("like", 4L));
    }

    /** As whoever folds has it, and a reader that finds rows that are not deleted yet. */
    private static CountedState folded(Map<Replica, ReplicaCount> all, long before) {
        Map<Replica, ReplicaCount> old = new HashMap<>(all);
        old.keySet().removeIf(replica -> !replica.begunBefore(before));
        return new CountedState(all, Map.of("us-east-1", new Archive(before, new CountedState(old).totals())));
    }

    @Test
    void isEmpty_shouldBeTrue_whenNoReplicaCounts() {
        assertThat(CountedState.EMPTY.isEmpty()).isTrue();
        assertThat(CountedState.EMPTY.totals()).isEmpty();
    }
}
