package io.groundswell.aws.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddedLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> written = new ArrayList<>();
    private final EmbeddedLines lines = new EmbeddedLines("Groundswell/test", "node", written::add);

    @Test
    void write_shouldSayNamespaceDimensionNamesAndUnits_always() throws Exception {
        lines.write(line -> {
            line.put("streams", MetricUnit.COUNT, 7);
            line.put("latency", MetricUnit.MILLISECONDS, 3.5);
            line.put("latency", MetricUnit.MILLISECONDS, 9);
        });

        assertThat(written).singleElement().asString().doesNotContain("\n");
        JsonNode line = JSON.readTree(written.getFirst());
        assertThat(line.path("component").asText()).isEqualTo("node");
        assertThat(line.path("streams").asDouble()).isEqualTo(7);
        assertThat(line.path("latency")).extracting(JsonNode::asDouble).containsExactly(3.5, 9.0);
        JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
        assertThat(directive.path("Namespace").asText()).isEqualTo("Groundswell/test");
        assertThat(directive.at("/Dimensions").toString()).isEqualTo("[[\"component\"]]");
        assertThat(directive.path("Metrics").toString())
                .contains("{\"Name\":\"latency\",\"Unit\":\"Milliseconds\"}")
                .contains("{\"Name\":\"streams\",\"Unit\":\"Count\"}");
    }

    @Test
    void write_shouldLoseNothing_whenThereAreMoreValuesThanALineTakes() throws Exception {
        lines.write(
                line -> IntStream.range(0, 300).forEach(value -> line.put("latency", MetricUnit.MILLISECONDS, value)));

        int values = 0;
        for (String line : written) {
            JsonNode array = JSON.readTree(line).path("latency");
            assertThat(array.size()).isLessThanOrEqualTo(100);
            values += array.size();
        }
        assertThat(values).isEqualTo(300);
    }

    /** Nothing that is measured may end what it measures. */
    @Test
    void write_shouldGoOn_whenAValueIsNone() {
        lines.write(line -> line.put("ratio", MetricUnit.COUNT, Double.NaN));

        assertThat(written).isEmpty();
    }
}
