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
            CountedState next = merged.merge(states.countedState());
            Map<String, Long> after = next.totals();
            merged.totals()
                    .forEach((reaction, count) ->
                            assertThat(after.getOrDefault(reaction, 0L)).isGreaterThanOrEqualTo(count));
            merged = next;
        }
        assertThat(merged.isEmpty()).isFalse();
    }

    @Test
    void isEmpty_shouldBeTrue_whenNoReplicaCounts() {
        assertThat(CountedState.EMPTY.isEmpty()).isTrue();
        assertThat(CountedState.EMPTY.totals()).isEmpty();
    }
}
