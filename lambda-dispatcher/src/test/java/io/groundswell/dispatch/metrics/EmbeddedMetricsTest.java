package io.groundswell.dispatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.aws.metrics.MetricsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines = new ArrayList<>();
    private final DispatchMetrics metrics = EmbeddedMetrics.of(new MetricsConfig("Groundswell"), lines::add);

    @Test
    void invoked_shouldWriteOneLine_whenAnInvocationEnds() throws Exception {
        Measurements measured = new Measurements();
        measured.add(DispatchMetric.MESSAGES, 10);
        measured.add(DispatchMetric.DISPATCH_TO_DELIVERED, 7);
        measured.add(DispatchMetric.DISPATCH_TO_DELIVERED, 9);

        metrics.invoked(measured);

        assertThat(lines).singleElement().asString().doesNotContain("\n");
        JsonNode line = JSON.readTree(lines.getFirst());
        assertThat(line.path("component").asText()).isEqualTo("dispatcher");
        assertThat(line.path("groundswell.dispatch.messages").asDouble()).isEqualTo(10);
        assertThat(line.path("groundswell.dispatch.dispatch.to.delivered"))
                .extracting(JsonNode::asDouble)
                .containsExactly(7.0, 9.0);
        JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
        assertThat(directive.path("Namespace").asText()).isEqualTo("Groundswell");
        assertThat(directive.path("Metrics"))
                .anySatisfy(metric -> assertThat(metric.toString())
                        .contains("groundswell.dispatch.dispatch.to.delivered", "Milliseconds"));
    }

    @Test
    void invoked_shouldWriteNothing_whenThereIsNoNamespace() {
        DispatchMetrics none = EmbeddedMetrics.of(new MetricsConfig(""), lines::add);

        none.invoked(new Measurements());

        assertThat(lines).isEmpty();
    }

    @Test
    void invoked_shouldLoseNothing_whenThereAreMoreValuesThanALineTakes() throws Exception {
        Measurements measured = new Measurements();
        IntStream.range(0, 300).forEach(value -> measured.add(DispatchMetric.DISPATCH_TO_DELIVERED, value));

        metrics.invoked(measured);

        int values = 0;
        for (String line : lines) {
            JsonNode array = JSON.readTree(line).path("groundswell.dispatch.dispatch.to.delivered");
            assertThat(array.size()).isLessThanOrEqualTo(100);
            values += array.size();
        }
        assertThat(values).isEqualTo(300);
    }
}
