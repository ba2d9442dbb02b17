package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    @ParameterizedTest
    @CsvSource({"1, 50, 100", "2, 100, 200", "3, 200, 400"})
    void delayAfter_shouldDoubleAndSpread(int attempt, long least, long most) {
        RetryPolicy policy = new RetryPolicy(4, Duration.ofMillis(100));
        Random random = new Random(7);

        for (int i = 0; i < 100; i++) {
            assertThat(policy.delayAfter(attempt, random)).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "11, 100", "3, 0", "3, 10001"})
    void constructor_shouldRefuse_whenOutOfRange(int attempts, long delayMillis) {
        assertThatThrownBy(() -> new RetryPolicy(attempts, Duration.ofMillis(delayMillis)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    @Test
    void delayAfter_shouldNotOverflow_whenAtItsLongest() {
        RetryPolicy policy = new RetryPolicy(10, Duration.ofSeconds(10));

        assertThat(policy.delayAfter(9, new Random(7))).isPositive();
    }
}
