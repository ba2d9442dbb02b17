package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {
    @Test
    void parse_shouldReadWhatIsPinnedAndWhoWasEnded() throws Exception {
        NodeMetrics metrics = NodeMetrics.parse("""
                # TYPE groundswell_fleet_log_pinned_bytes gauge
                groundswell_fleet_log_pinned_bytes 1.048576E7
                groundswell_fleet_connections 3.0
                groundswell_fleet_streams_ended_total{code="too_slow"} 2.0
                groundswell_fleet_streams_ended_total{code="drain"} 1.0
                """);
        assertThat(metrics).isEqualTo(new NodeMetrics(10 << 20, Map.of("too_slow", 2L, "drain", 1L)));
    }

    @Test
    void parse_shouldFail_whenThePageIsNotANodes() {
        assertThatIOException()
                .isThrownBy(() -> NodeMetrics.parse("up 1\n"))
                .withMessageContaining("no groundswell_fleet_log_pinned_bytes");
    }
}
