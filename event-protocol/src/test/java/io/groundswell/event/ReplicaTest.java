package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplicaTest {
    @Test
    void compareTo_shouldSortByRegionThenId_whenEitherDiffers() {
        Replica east1 = new Replica("us-east-1", "boot.1");
        Replica east2 = new Replica("us-east-1", "boot.2");
        Replica west1 = new Replica("us-west-1", "boot.1");

        assertThat(east1).isLessThan(east2);
        assertThat(east2).isLessThan(west1);
        assertThat(east1).hasToString("us-east-1#boot.1");
    }

    @Test
    void begunBefore_shouldCompareTheBeginning_whenTheIdSaysIt() {
        Replica replica = Replica.begin("us-east-1", "boot", 7, 1_700_000_000_000L);

        assertThat(replica).hasToString("us-east-1#boot.7.1700000000000");
        assertThat(replica.begunBefore(1_700_000_000_001L)).isTrue();
        assertThat(replica.begunBefore(1_700_000_000_000L)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"boot", "boot.1", "boot.1.x", "boot.1.", "boot.x.1", "boot.1.1234567890123456", "boot.1.1.1"})
    void begunBefore_shouldBeFalse_whenTheIdDoesNotSayIt(String id) {
        assertThat(new Replica("us-east-1", id).begunBefore(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void begin_shouldFitAnId_whenEverythingIsAsLongAsItMayBe() {
        assertThat(Replica.begin("us-east-1", "b".repeat(30), Long.MAX_VALUE, 9_999_999_999_999L)
                        .id())
                .hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "us#east", "US", "x123456789012345678901234567890123"})
    void constructor_shouldRefuse_whenTheRegionIsNotOne(String region) {
        assertThatThrownBy(() -> new Replica(region, "boot.1"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("replica region: " + region + " (expected: 1 to 32 of a-z 0-9 -)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "boot#1", "boot 1", "böot"})
    void constructor_shouldRefuse_whenTheIdIsNotOne(String id) {
        assertThatThrownBy(() -> new Replica("us-east-1", id))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("replica id: " + id + " (expected: 1 to 64 of A-Z a-z 0-9 . _ -)");
    }
}
