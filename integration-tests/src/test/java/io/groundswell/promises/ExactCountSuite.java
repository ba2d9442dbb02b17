package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.client.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Messages that come twice, late and out of order change no total and show nothing twice. */
@EndToEnd
class ExactCountSuite {
    private static final int LIKES = 300;
    private static final int COMMENTS = 60;
    private static final Topic TOPIC = Topic.video("exact");

    @Test
    void totals_shouldBeExact_whenMessagesAreRepeatedAndReordered() throws Exception {
        try (QueueTap tap = new QueueTap();
                Platform platform = Platform.start(
                        Backend.options()
                                .withVariables(Map.of(
                                        "GROUNDSWELL_SQS_ENDPOINT",
                                        tap.address().toString())),
                        line -> {});
                ApiClient api = new ApiClient(platform.api());
                Watcher one = new Watcher(platform.stream(), TOPIC);
                Watcher two = new Watcher(platform.stream(), TOPIC);
                Repeater repeater = Repeater.start(tap, platform, new Random(42))) {
            tap.passOnTo(platform.aws().sqsEndpoint().orElseThrow());
            List<String> ids = publish(api);
            for (Watcher watcher : List.of(one, two)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> watcher.total(TOPIC, "like") == LIKES);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> watcher.comments().size() >= COMMENTS);
            }
            repeater.repeatEverything();
            await().atMost(Duration.ofSeconds(60)).until(() -> waiting(platform) == 0);
            api.like("exact", "wow");
            for (Watcher watcher : List.of(one, two)) {
                await().until(() -> watcher.total(TOPIC, "wow") == 1);
                assertThat(watcher.shown("like")).isEqualTo(LIKES);
                assertThat(watcher.named("comment").stream()
                                .map(comment -> comment.path("eventId").asText()))
                        .containsExactlyInAnyOrderElementsOf(ids);
            }
            JsonNode video = api.get("/v1/videos/exact");
            assertThat(video.path("totals").path("like").asLong()).isEqualTo(LIKES);
            await().until(() -> api.get("/v1/videos/exact").path("comments").asInt() == COMMENTS);
            assertThat(repeater.repeated()).isGreaterThan(10);
        }
    }

    /** Messages that are in the queue, or with a dispatcher. */
    private static long waiting(Platform platform) {
        return platform
                .sqs()
                .getQueueAttributes(ask -> ask.queueUrl(platform.queues().url())
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** Returns the event ids of the comments. */
    private static List<String> publish(ApiClient api) throws Exception {
        List<Future<String>> comments = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < LIKES; i++) {
                var _ = callers.submit(() -> api.like("exact", "like"));
                if (i % (LIKES / COMMENTS) == 0) {
                    String text = "comment " + i;
                    comments.add(callers.submit(() -> api.comment("exact", text)));
                }
            }
        }
        List<String> ids = new ArrayList<>();
        for (Future<String> comment : comments) {
            ids.add(comment.get());
        }
        return ids;
    }
}
