package io.groundswell.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatcherConfigTest {
    private static final Map<String, String> LEAST = Map.of(
            "GROUNDSWELL_INTERNAL_KEY", "k".repeat(32),
            "GROUNDSWELL_QUEUE_URL", "http://sqs/queue",
            "GROUNDSWELL_DEAD_LETTER_QUEUE_URL", "http://sqs/dead");

    @Test
    void read_shouldUseDefaults_whenOnlyWhatMustBeSetIs() {
        DispatcherConfig config = Settings.read(LEAST, DispatcherConfig::read);

        assertThat(config.deliveryTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.records().history()).isEqualTo(Duration.ofDays(30));
        assertThat(config.toString()).doesNotContain("kkkk");
    }

    @Test
    void read_shouldNameTheSetting_whenItIsOutOfRange() {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put("GROUNDSWELL_DELIVERY_TIMEOUT_MILLIS", "5");

        assertThatThrownBy(() -> Settings.read(variables, DispatcherConfig::read))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("GROUNDSWELL_DELIVERY_TIMEOUT_MILLIS: 5");
    }
}
