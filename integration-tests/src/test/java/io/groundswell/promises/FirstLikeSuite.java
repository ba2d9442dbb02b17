package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.Topic;
import io.groundswell.local.LocalStatus;
import io.groundswell.local.Platform;
import io.groundswell.local.client.ApiClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A like posted over HTTP arrives over SSE: at the right viewers on the right nodes, and only there. */
@EndToEnd
class FirstLikeSuite {
    private static final String BATCHES_OF_NODE = "groundswell_http_requests_seconds_count";

    private static Platform platform;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        platform = Platform.start(Backend.options(), line -> {});
        api = new ApiClient(platform.api());
    }

    @AfterAll
    static void stop() {
        api.close();
        platform.close();
    }

    @Test
    void like_shouldReachEveryViewerOfTheVideo_whenTheyAreOnDifferentNodes() {
        Topic topic = Topic.video("first-like");
        try (Watcher one = new Watcher(streamOf(0), topic);
                Watcher two = new Watcher(streamOf(1), topic)) {
            assertThat(one.node()).isNotEqualTo(two.node());
            api.like("first-like", "love");
            for (Watcher watcher : List.of(one, two)) {
                await().until(() -> watcher.shown("love") == 1);
                assertThat(watcher.total(topic, "love")).isEqualTo(1);
            }
            // The first may have come by what the node read about a topic that is new to it, which has no times.
            api.like("first-like", "love");
            for (Watcher watcher : List.of(one, two)) {
                await().until(() -> watcher.shown("love") == 2);
                assertThat(watcher.total(topic, "love")).isEqualTo(2);
                JsonNode likes = watcher.named("likes").getLast();
                assertThat(likes.path("topic").asText()).isEqualTo("video:first-like");
                assertThat(likes.path("at").path("first").asLong()).isPositive();
            }
            await().until(() ->
                    api.get("/v1/videos/first-like").path("totals").path("love").asLong() == 2);
        }
    }

    @Test
    void comment_shouldReachEveryViewerOnce_whenItIsAccepted() {
        Topic topic = Topic.video("first-comment");
        try (Watcher one = new Watcher(streamOf(0), topic);
                Watcher two = new Watcher(streamOf(1), topic)) {
            String eventId = api.comment("first-comment", "hello, everyone");
            for (Watcher watcher : List.of(one, two)) {
                await().until(() -> watcher.comments().contains("hello, everyone"));
                assertThat(watcher.named("comment").getFirst().path("eventId").asText())
                        .isEqualTo(eventId);
            }
            api.comment("first-comment", "and again");
            for (Watcher watcher : List.of(one, two)) {
                await().until(() -> watcher.comments().size() >= 2);
                assertThat(watcher.comments()).containsExactly("hello, everyone", "and again");
            }
        }
    }

    @Test
    void like_shouldReachNobodyElse_whenTwoVideosHaveViewersOnOneNode() {
        Topic mine = Topic.video("mine");
        Topic other = Topic.video("other");
        try (Watcher watcher = new Watcher(streamOf(0), mine);
                Watcher stranger = new Watcher(streamOf(0), other)) {
            api.like("mine", "like");
            api.like("other", "wow");
            await().until(() -> watcher.shown("like") == 1);
            await().until(() -> stranger.shown("wow") == 1);
            assertThat(watcher.shown("wow")).isZero();
            assertThat(stranger.shown("like")).isZero();
            assertThat(stranger.named("likes"))
                    .allMatch(likes -> likes.path("topic").asText().equals("video:other"));
        }
    }

    @Test
    void like_shouldNotBePostedToANode_whenNobodyThereWatches() throws Exception {
        try (Watcher watcher = new Watcher(streamOf(0), Topic.video("only-here"))) {
            double idleBefore = batches(1);
            double busyBefore = batches(0);
            for (int i = 1; i <= 3; i++) {
                long expected = i;
                api.like("only-here", "like");
                await().until(() -> watcher.shown("like") == expected);
            }
            assertThat(batches(0)).isGreaterThan(busyBefore);
            assertThat(batches(1)).isEqualTo(idleBefore);
        }
    }

    /** The port for viewers is public, and what a node measures is not. */
    @Test
    void metrics_shouldBeOnTheInternalPortOnly() throws Exception {
        assertThat(get(streamOf(0).resolve("/metrics")).statusCode()).isEqualTo(404);
        assertThat(get(streamOf(0).resolve("/health/ready")).statusCode()).isEqualTo(200);
        assertThat(get(deliveriesOf(0).resolve("/metrics")).body()).contains("groundswell_fleet_connections");
    }

    @Test
    void stream_shouldOpenWithTotals_whenMuchWasLikedBefore() {
        Topic topic = Topic.video("late");
        for (int i = 0; i < 5; i++) {
            api.like("late", "clap");
        }
        await().until(() ->
                api.get("/v1/videos/late").path("totals").path("clap").asLong() == 5);
        try (Watcher late = new Watcher(platform.stream(), topic)) {
            assertThat(late.named("open")
                            .getFirst()
                            .path("totals")
                            .path("video:late")
                            .path("clap")
                            .asLong())
                    .isEqualTo(5);
            assertThat(late.shown("clap")).isZero();
        }
    }

    @Test
    void viewers_shouldBeTheSumOverNodes_whenTheyAreOnBoth() {
        Topic topic = Topic.video("counted");
        try (Watcher one = new Watcher(streamOf(0), topic);
                Watcher two = new Watcher(streamOf(1), topic)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> api.get("/v1/videos/counted").path("viewers").asInt() == 2);
            for (Watcher watcher : List.of(one, two)) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> watcher.named("viewers").stream()
                                .anyMatch(viewers -> viewers.path("value").asInt() == 2));
            }
        }
    }

    /** How many deliveries a node has answered. */
    private static double batches(int node) throws Exception {
        return get(deliveriesOf(node).resolve("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(BATCHES_OF_NODE) && line.contains("/internal/v1/deliveries"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }

    private static URI deliveriesOf(int node) {
        String id = platform.nodes().get(node).id();
        return platform.directory().find(id).orElseThrow().deliveries();
    }

    private static URI streamOf(int node) {
        LocalStatus status = platform.status();
        String id = platform.nodes().get(node).id();
        return status.nodes().stream()
                .filter(candidate -> candidate.id().equals(id))
                .map(candidate -> URI.create(candidate.stream()))
                .findFirst()
                .orElseThrow();
    }
}
