package io.groundswell.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RevisionTest {
    private static final Revision OLD = new Revision("a", 1_000);

    @Test
    void succeeds_shouldBeTrue_whenAnotherRevisionBeganLater() {
        assertThat(new Revision("b", 1_001).succeeds(OLD)).isTrue();
        assertThat(OLD.succeeds(new Revision("b", 1_001))).isFalse();
    }

    @Test
    void succeeds_shouldBeFalse_whenItIsTheSameOrNotKnown() {
        assertThat(new Revision("a", 2_000).succeeds(OLD)).isFalse();
        assertThat(new Revision("", 2_000).succeeds(OLD)).isFalse();
        assertThat(new Revision("b", 2_000).succeeds(Revision.UNKNOWN)).isFalse();
    }

    @Test
    void revision_shouldRefuse_whenItsNameIsTooLongForARow() {
        assertThatThrownBy(() -> new Revision("r".repeat(17), 0))
                .hasMessageContaining("(expected: 16 characters at most)");
    }
}
