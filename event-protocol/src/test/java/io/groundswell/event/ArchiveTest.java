package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.MergeLaws.ForEachSeed;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ArchiveTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::archive, Archive::merge);
    }

    @Test
    void merge_shouldTakeTheOneThatReachesFurther_whateverItCounts() {
        Archive early = new Archive(1, Map.of("like", 9L));
        Archive late = new Archive(2, Map.of("like", 3L));

        assertThat(early.merge(late)).isEqualTo(late);
    }

    @Test
    void constructor_shouldRefuse_whenACountIsNegative() {
        assertThatThrownBy(() -> new Archive(1, Map.of("like", -1L)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("count of like: -1 (expected: 0 or more)");
    }
}
