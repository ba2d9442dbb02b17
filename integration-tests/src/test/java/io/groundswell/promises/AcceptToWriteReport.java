package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.client.ApiClient;
import io.groundswell.registry.Node;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a like takes from the API's having read it to the end of a node's write, on an idle local stack: 1,000
 * likes at a steady rate, every viewer of 20 on two nodes. A measurement, not a test: it fails only where a like is missing.
 * The times are the nodes' own, from their metrics; a percentile is the upper bound of its bucket.
 */
@EmbeddedOnly("It measures, on the embedded services.")
class AcceptToWriteReport {
    private static final int LIKES = 1_000;
    private static final int WARM_UP = 200;
    private static final int VIEWERS = 20;
    private static final long SPACING_MILLIS = 40;
    private static final Topic TOPIC = Topic.video("latency");
    private static final Pattern BUCKET =
            Pattern.compile("groundswell_fleet_accept_to_write_seconds_bucket\\{le=\"([^\"]+)\"} (\\S+)");

    @Test
    void report() throws Exception {
        List<Watcher> watchers = new ArrayList<>();
        try (Platform platform = Platform.start(PlatformOptions.onFreePorts(), line -> {});
                ApiClient api = new ApiClient(platform.api())) {
            List<URI> nodes = platform.status().nodes().stream()
                    .map(node -> URI.create(node.stream()))
                    .toList();
            for (int i = 0; i < VIEWERS; i++) {
                watchers.add(new Watcher(nodes.get(i % nodes.size()), TOPIC));
            }
            post(api, WARM_UP);
            awaitShown(watchers, WARM_UP);
            List<URI> internal =
                    platform.directory().all().stream().map(Node::deliveries).toList();
            NavigableMap<Double, Long> before = buckets(internal);
            post(api, LIKES);
            awaitShown(watchers, WARM_UP + LIKES);
            print(before, buckets(internal));
        } finally {
            watchers.forEach(Watcher::close);
        }
    }

    private static void post(ApiClient api, int likes) throws Exception {
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(4)) {
            for (int i = 0; i < likes; i++) {
                var _ = clock.schedule(() -> api.like("latency", "like"), i * SPACING_MILLIS, TimeUnit.MILLISECONDS);
            }
            clock.shutdown();
            assertThat(clock.awaitTermination(likes * SPACING_MILLIS + 30_000, TimeUnit.MILLISECONDS))
                    .isTrue();
        }
    }

    private static void awaitShown(List<Watcher> watchers, int likes) {
        for (Watcher watcher : watchers) {
            await().atMost(Duration.ofSeconds(30)).until(() -> watcher.shown("like") == likes);
        }
    }

    /** Upper bounds in seconds and cumulative counts, summed over nodes. */
    private static NavigableMap<Double, Long> buckets(List<URI> nodes) throws Exception {
        NavigableMap<Double, Long> sum = new TreeMap<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (URI node : nodes) {
                String page = http.send(
                                HttpRequest.newBuilder(node.resolve("/metrics")).build(), BodyHandlers.ofString())
                        .body();
                Matcher matcher = BUCKET.matcher(page);
                while (matcher.find()) {
                    double bound = matcher.group(1).equals("+Inf")
                            ? Double.POSITIVE_INFINITY
                            : Double.parseDouble(matcher.group(1));
                    sum.merge(bound, (long) Double.parseDouble(matcher.group(2)), Long::sum);
                }
            }
        }
        return sum;
    }

    private static void print(NavigableMap<Double, Long> before, NavigableMap<Double, Long> after) {
        NavigableMap<Double, Long> counts = new TreeMap<>();
        after.forEach((bound, count) -> counts.put(bound, count - before.getOrDefault(bound, 0L)));
        long writes = counts.lastEntry().getValue();
        System.out.printf(
                "accept to write: %,d likes, %d viewers, %,d frames written; p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n",
                LIKES, VIEWERS, writes, percentile(counts, 0.50), percentile(counts, 0.90), percentile(counts, 0.99));
    }

    private static double percentile(NavigableMap<Double, Long> cumulative, double share) {
        double wanted = share * cumulative.lastEntry().getValue();
        return 1_000
                * cumulative.entrySet().stream()
                        .filter(entry -> entry.getValue() >= wanted)
                        .findFirst()
                        .orElseThrow()
                        .getKey();
    }
}
