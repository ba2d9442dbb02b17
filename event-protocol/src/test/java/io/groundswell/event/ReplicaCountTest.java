package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.MergeLaws.ForEachSeed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReplicaCountTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::replicaCount, ReplicaCount::merge);
    }

    @ForEachSeed
    void merge_shouldGiveTheLastPacket_whenAReplicasPacketsComeAgainAndInAnyOrder(long seed) {
        RandomStates states = new RandomStates(seed);
        List<ReplicaCount> packets = states.packetsOfOneReplica();

        ReplicaCount merged = states.redelivered(packets).stream().reduce(ReplicaCount.NONE, ReplicaCount::merge);

        assertThat(merged).isEqualTo(packets.getLast());
    }

    @Test
    void merge_shouldKeepTheLargerOfEachReaction_whenNeitherIsAhead() {
        ReplicaCount merged =
                new ReplicaCount(3, Map.of("like", 5L, "love", 1L)).merge(new ReplicaCount(2, Map.of("love", 4L)));

        assertThat(merged).isEqualTo(new ReplicaCount(3, Map.of("like", 5L, "love", 4L)));
    }

    @Test
    void constructor_shouldRefuse_whenOrdinalOrCountIsNegative() {
        assertThatThrownBy(() -> new ReplicaCount(-1, Map.of()))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("ordinal: -1 (expected: 0 or more)");
        assertThatThrownBy(() -> new ReplicaCount(1, Map.of("like", -2L)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("count of like: -2 (expected: 0 or more)");
    }
}
