package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.client.ApiClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who asks too much is told so and when to come back, and what was accepted arrives all the same. */
@EndToEnd
class LimitsSuite {
    private static final Topic TOPIC = Topic.video("limited");
    private static final int BURST = 2;
    private static final int STREAMS = 3;
    private static final int MOST_TRIES = 100;

    private static Platform platform;
    private static HttpClient http;
    private static String token;

    @BeforeAll
    static void start() {
        platform = Platform.start(
                Backend.options()
                        .withNodes(1)
                        .withVariables(Map.of(
                                "GROUNDSWELL_API_MEMBER_COMMENTS_PER_SECOND",
                                "1",
                                "GROUNDSWELL_API_MEMBER_COMMENTS_BURST",
                                Integer.toString(BURST),
                                "GROUNDSWELL_MAX_STREAMS",
                                Integer.toString(STREAMS))),
                line -> {});
        http = HttpClient.newHttpClient();
        try (ApiClient api = new ApiClient(platform.api())) {
            token = api.developmentToken("ann");
        }
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        platform.close();
    }

    @Test
    void comments_shouldBeRefusedWithATime_whenAMemberHasMoreThanItsBurst() throws Exception {
        try (Watcher watcher = new Watcher(platform.stream(), TOPIC)) {
            int accepted = 0;
            HttpResponse<String> answer = comment(accepted);
            while (answer.statusCode() == 202 && accepted < MOST_TRIES) {
                accepted++;
                answer = comment(accepted);
            }
            int all = accepted;

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            assertThat(accepted).isGreaterThanOrEqualTo(BURST);
            await().until(() -> watcher.comments().size() == all);
        }
    }

    @Test
    void stream_shouldBeRefusedWithATime_whenTheNodeHasAllThatItHolds() throws Exception {
        try (Watcher one = new Watcher(platform.stream(), TOPIC);
                Watcher two = new Watcher(platform.stream(), TOPIC);
                Watcher three = new Watcher(platform.stream(), TOPIC)) {
            assertThat(three.node()).isEqualTo(one.node()).isEqualTo(two.node());
            HttpResponse<String> refused = http.send(
                    HttpRequest.newBuilder(platform.stream().resolve("/v1/stream?topic=" + TOPIC))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private static HttpResponse<String> comment(int number) throws Exception {
        URI comments = platform.api().resolve("/v1/videos/limited/comments");
        return http.send(
                HttpRequest.newBuilder(comments)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("{\"text\":\"comment " + number + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }
}
