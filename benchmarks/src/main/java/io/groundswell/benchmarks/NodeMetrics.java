package io.groundswell.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node said at {@code /metrics}.
 *
 * @param pinnedBytes memory that slow connections hold of logs that have moved on
 * @param ended streams that the node ended, by the reason's code
 */
record NodeMetrics(long pinnedBytes, Map<String, Long> ended) {
    private static final Pattern PINNED = Pattern.compile("(?m)^groundswell_fleet_log_pinned_bytes (\\S+)$");
    private static final Pattern ENDED =
            Pattern.compile("(?m)^groundswell_fleet_streams_ended_total\\{code=\"([^\"]+)\"} (\\S+)$");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    NodeMetrics {
        ended = Map.copyOf(ended);
    }

    static NodeMetrics read(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(LONGEST_WAIT)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("metrics: status " + answer.statusCode() + " (expected: 200)");
            }
            return parse(answer.body());
        }
    }

    static NodeMetrics parse(String page) throws IOException {
        Matcher pinned = PINNED.matcher(page);
        if (!pinned.find()) {
            throw new IOException("metrics: no groundswell_fleet_log_pinned_bytes (expected: a node's page)");
        }
        Map<String, Long> ended = new LinkedHashMap<>();
        ENDED.matcher(page).results().forEach(line -> ended.put(line.group(1), number(line.group(2))));
        return new NodeMetrics(number(pinned.group(1)), ended);
    }

    private static long number(String text) {
        return Math.round(Double.parseDouble(text));
    }
}
