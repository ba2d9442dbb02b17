package io.groundswell.promises;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A metric as CloudWatch knows it.
 *
 * @param unit as CloudWatch names it
 */
record MetricOfCloudWatch(String namespace, String name, String unit, Map<String, String> dimensions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those of a line of output, none where it is not in the embedded metric format. */
    static Stream<MetricOfCloudWatch> of(String line) {
        if (!line.startsWith("{")) {
            return Stream.empty();
        }
        JsonNode content = json(line);
        return content.at("/_aws/CloudWatchMetrics")
                .valueStream()
                .flatMap(directive -> directive
                        .path("Dimensions")
                        .valueStream()
                        .flatMap(names -> directive
                                .path("Metrics")
                                .valueStream()
                                .map(metric -> new MetricOfCloudWatch(
                                        directive.path("Namespace").asText(),
                                        metric.path("Name").asText(),
                                        metric.path("Unit").asText(),
                                        values(names, content)))));
    }

    private static Map<String, String> values(JsonNode names, JsonNode content) {
        Map<String, String> values = new TreeMap<>();
        names.forEach(
                name -> values.put(name.asText(), content.path(name.asText()).asText()));
        return values;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
