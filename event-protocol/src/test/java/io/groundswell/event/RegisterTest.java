package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.MergeLaws.ForEachSeed;
import org.junit.jupiter.api.Test;

final class RegisterTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::register, Register::merge);
    }

    @Test
    void merge_shouldKeepTheLaterWrite_whenMillisDiffer() {
        Register early = new Register("9", 1, "z");
        Register late = new Register("1", 2, "a");

        assertThat(early.merge(late)).isEqualTo(late);
    }

    @Test
    void merge_shouldKeepTheGreaterWriter_whenMillisAreEqual() {
        Register ofA = new Register("9", 1, "a");
        Register ofB = new Register("1", 1, "b");

        assertThat(ofA.merge(ofB)).isEqualTo(ofB);
    }
}
