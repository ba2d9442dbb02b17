package io.groundswell.aws.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsConfigTest {
    @Test
    void lines_shouldBeNone_whenNothingIsSet() {
        MetricsConfig config = Settings.read(Map.of(), MetricsConfig::read);

        assertThat(config.lines("node", line -> {})).isEmpty();
    }

    @Test
    void lines_shouldBeOfTheNamespace_whenOneIsSet() {
        List<String> written = new ArrayList<>();
        MetricsConfig config =
                Settings.read(Map.of("GROUNDSWELL_METRICS_NAMESPACE", "Groundswell/live"), MetricsConfig::read);

        config.lines("node", written::add).orElseThrow().write(line -> line.put("streams", MetricUnit.COUNT, 1));

        assertThat(written).singleElement().asString().contains("\"Namespace\":\"Groundswell/live\"");
    }

    @Test
    void read_shouldRefuse_whenCloudWatchHasNoSuchNamespace() {
        assertThatThrownBy(() -> Settings.read(Map.of("GROUNDSWELL_METRICS_NAMESPACE", "a b"), MetricsConfig::read))
                .hasMessageContaining(
                        "GROUNDSWELL_METRICS_NAMESPACE: a b (expected: text, up to 255 of" + " A-Z a-z 0-9 . - _ / #)");
    }
}
