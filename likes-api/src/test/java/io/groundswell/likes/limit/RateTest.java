package io.groundswell.likes.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({"-1, 1", "1, 0"})
    void new_shouldFail_whenItIsNone(int perSecond, int burst) {
        assertThatThrownBy(() -> new Rate(perSecond, burst))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: 0 or more a second, 1 or more at once)");
    }

    @Test
    void isLimited_shouldBeFalse_whenTheRateIsZero() {
        assertThat(new Rate(0, 1).isLimited()).isFalse();
        assertThat(new Rate(1, 1).isLimited()).isTrue();
    }
}
