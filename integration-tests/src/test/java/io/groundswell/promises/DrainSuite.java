package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.RunningNode;
import io.groundswell.local.client.ApiClient;
import io.groundswell.registry.Node;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A node that is told to stop sends its viewers elsewhere over its window, and serves those who are left until then. */
@EndToEnd
class DrainSuite {
    private static final Topic TOPIC = Topic.video("drained");
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int VIEWERS = 24;

    @Test
    void close_shouldMoveEveryViewerOverTheWindowAndServeTheRest() throws Exception {
        PlatformOptions options =
                Backend.options().withVariables(Map.of("GROUNDSWELL_DRAIN_MILLIS", Long.toString(WINDOW.toMillis())));
        List<Watcher> watchers = new ArrayList<>();
        try (Platform platform = Platform.start(options, line -> {});
                ApiClient api = new ApiClient(platform.api())) {
            for (int i = 0; i < VIEWERS; i++) {
                watchers.add(new Watcher(platform.stream(), TOPIC));
            }
            RunningNode node = nodeOf(platform, watchers.getFirst().node());
            URI stream = streamOf(platform, node.id());
            List<Watcher> here = watchers.stream()
                    .filter(watcher -> watcher.node().equals(node.id()))
                    .toList();
            long begun = System.nanoTime();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(node::close);

            await().atMost(SOON).until(() -> sentAway(here) > 0);
            HttpResponse<String> refused = get(stream.resolve("/v1/stream?topic=" + TOPIC));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(get(stream.resolve("/health/ready")).statusCode())
                    .as("readiness while viewers remain")
                    .isEqualTo(200);
            api.comment("drained", "to whoever is still here");
            for (Watcher watcher :
                    here.stream().filter(one -> sentAway(List.of(one)) == 0).toList()) {
                await().atMost(SOON)
                        .until(() -> watcher.comments().contains("to whoever is still here")
                                || sentAway(List.of(watcher)) > 0);
            }
            await().atMost(SOON).until(() -> sentAway(here) == here.size());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(WINDOW.dividedBy(2));
            for (Watcher watcher : here) {
                JsonNode reconnect = watcher.named("reconnect").getFirst();
                assertThat(reconnect.path("code").asText()).isEqualTo("node_stopping");
                assertThat(reconnect.path("retryMillis").asLong()).isBetween(250L, 3_250L);
            }
            stopped.join();
            for (Watcher watcher : watchers) {
                await().atMost(SOON).until(() -> !watcher.node().equals(node.id()));
            }
            assertThat(platform.directory().all()).extracting(Node::id).doesNotContain(node.id());
        } finally {
            watchers.forEach(Watcher::close);
        }
    }

    private static long sentAway(List<Watcher> watchers) {
        return watchers.stream()
                .filter(watcher -> !watcher.named("reconnect").isEmpty())
                .count();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }

    private static RunningNode nodeOf(Platform platform, String id) {
        return platform.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static URI streamOf(Platform platform, String id) {
        return URI.create("http://" + platform.directory().find(id).orElseThrow().stream());
    }
}
