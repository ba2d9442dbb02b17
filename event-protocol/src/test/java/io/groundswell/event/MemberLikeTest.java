package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.MergeLaws.ForEachSeed;
import org.junit.jupiter.api.Test;

final class MemberLikeTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::memberLike, MemberLike::merge);
    }

    @Test
    void merge_shouldTakeTheLater_whateverComesFirst() {
        MemberLike first = new MemberLike("wow", 1);
        MemberLike last = new MemberLike("like", 2);

        assertThat(first.merge(last)).isEqualTo(last);
        assertThat(last.merge(first)).isEqualTo(last);
    }
}
