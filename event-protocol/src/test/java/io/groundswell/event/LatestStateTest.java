package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.MergeLaws.ForEachSeed;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LatestStateTest {
    @ForEachSeed
    void merge_shouldBeCommutativeAssociativeAndIdempotent_whenGenerated(long seed) {
        MergeLaws.assertHold(seed, RandomStates::latestState, LatestState::merge);
    }

    @Test
    void merge_shouldKeepKeysApart_whenKindsDiffer() {
        LatestKey typing = new LatestKey(EventKind.TYPING, "ann");
        LatestKey seen = new LatestKey(EventKind.SEEN, "ann");
        Register register = new Register("1", 1, "w");

        LatestState merged = new LatestState(Map.of(typing, register)).merge(new LatestState(Map.of(seen, register)));

        assertThat(merged.registers()).containsOnlyKeys(typing, seen);
    }

    @Test
    void latestKey_shouldRefuse_whenKindIsOfAnotherClass() {
        assertThatThrownBy(() -> new LatestKey(EventKind.COMMENT, "ann"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("event kind: comment (expected: one of class LATEST)");
    }
}
