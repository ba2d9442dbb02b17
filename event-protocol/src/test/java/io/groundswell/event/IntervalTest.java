package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.MergeLaws.ForEachSeed;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IntervalTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::interval, Interval::merge);
    }

    @Test
    void merge_shouldBeCommutative_whenTwoDifferentListsPrintAlike() {
        Interval one = new Interval(List.of("a, b"), 1, 1);
        Interval two = new Interval(List.of("a", "b"), 1, 1);

        assertThat(one.merge(two)).isEqualTo(two.merge(one));
    }

    @Test
    void constructor_shouldRefuse_whenItEndsBeforeItBegins() {
        assertThatThrownBy(() -> new Interval(List.of(), 2, 1))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("interval: 2 to 1 (expected: first at most last)");
    }
}
