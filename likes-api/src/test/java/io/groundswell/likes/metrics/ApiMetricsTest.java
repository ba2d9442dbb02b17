package io.groundswell.likes.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ApiMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ApiMetrics metrics = new ApiMetrics(registry);

    @Test
    void count_shouldCount() {
        metrics.count(ApiMetric.LIKES_ACCEPTED);

        assertThat(registry.get("groundswell.api.likes.accepted").counter().count())
                .isEqualTo(1);
    }

    @Test
    void time_shouldRecord() {
        metrics.time(ApiMetric.QUEUE_SEND, 2_000_000);

        assertThat(registry.get("groundswell.api.queue.send").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2);
    }

    @Test
    void count_shouldRefuse_whenTheMetricIsNoCounter() {
        assertThatThrownBy(() -> metrics.count(ApiMetric.TOPICS)).hasMessageContaining("metric: TOPICS (expected: ");
    }
}
