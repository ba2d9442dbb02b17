package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @Test
    void parse_shouldReadWhatToStringWrites() {
        Position position = new Position("01J", 42, 1_000);
        assertThat(Position.parse(position.toString())).contains(position);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a.1", "a.1.2.3", "a.-1.2", "a.1.9999999999999999999", ".1.2", "a b.1.2", "a.1.2\n"})
    void parse_shouldBeEmpty_whenTheTextIsNoPosition(String text) {
        assertThat(Position.parse(text)).isEmpty();
    }
}
