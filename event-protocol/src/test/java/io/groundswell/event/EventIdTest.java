package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.Ulid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventIdTest {
    @Test
    void of_shouldTellTimeAndRegion_whenMadeOfThem() {
        EventId id = EventId.of(new Ulid(1_700_000_000_123L << 16, 42), "eu-west-1");

        assertThat(id.acceptedAt()).isEqualTo(1_700_000_000_123L);
        assertThat(id.region()).isEqualTo("eu-west-1");
        assertThat(new EventId(id.toString())).isEqualTo(id);
    }

    @Test
    void compareTo_shouldSortByTime_whenMillisDiffer() {
        EventId early = EventId.of(new Ulid(1_700_000_000_999L << 16, -1), "us-east-1");
        EventId late = EventId.of(new Ulid(1_700_000_001_000L << 16, 0), "eu-west-1");

        assertThat(early).isLessThan(late);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01HF7YAT0000000000000000G7",
                "01HF7YAT0000000000000000G7.",
                "01HF7YAT0000000000000000G7-us-east-1",
                "01HF7YAT0000000000000000G.us-east-1",
                "01HF7YAT00000000000000000U.us-east-1",
                "01HF7YAT0000000000000000G7.US",
                "01HF7YAT0000000000000000G7.a#b",
                "01HF7YAT0000000000000000G7.us-east-1\n"
            })
    void constructor_shouldRefuse_whenNotAUlidADotAndARegion(String text) {
        assertThatThrownBy(() -> new EventId(text))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("event id: " + text + " (expected: a ULID, a dot and a region)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01hf7yat0000000000000000g7.us-east-1", "01HF7YAT000000000000000OG7.us-east-1"})
    void constructor_shouldRefuse_whenTheUlidIsNotWrittenTheOneWay(String text) {
        assertThatThrownBy(() -> new EventId(text)).isInstanceOf(InvalidEventException.class);
    }
}
