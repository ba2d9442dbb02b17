package io.groundswell.likes.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdempotencyConfigTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void read_shouldTakeDefaults() {
        assertThat(Settings.read(Map.of(), IdempotencyConfig::read))
                .isEqualTo(new IdempotencyConfig(250, SECOND, Duration.ofSeconds(30)));
    }

    @Test
    void new_shouldNameWhatIsOutOfRange() {
        assertThatThrownBy(() -> new IdempotencyConfig(0, SECOND, SECOND))
                .hasMessage("keyed requests: 0 (expected: 1 or more)");
        assertThatThrownBy(() -> new IdempotencyConfig(1, Duration.ofMillis(99), SECOND))
                .hasMessage("idempotency timeout: PT0.099S (expected: 100 ms to 30 s)");
        assertThatThrownBy(() -> new IdempotencyConfig(1, SECOND, Duration.ofMillis(999)))
                .hasMessage("idempotency lease: PT0.999S (expected: 1 s to 5 min)");
        assertThatThrownBy(() -> new IdempotencyConfig(1, SECOND, Duration.ofMinutes(6)))
                .hasMessage("idempotency lease: PT6M (expected: 1 s to 5 min)");
    }
}
