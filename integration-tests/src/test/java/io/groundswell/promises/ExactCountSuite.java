package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.client.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Messages that come twice, late and out of order change no total and show nothing twice. */
class ExactCountSuite {
    private static final int LIKES = 300;
    private static final int COMMENTS = 60;
    private static final Topic TOPIC = Topic.video("exact");

    @Test
    void totals_shouldBeExact_whenMessagesAreRepeatedAndReordered() throws Exception {
        Mixer[] mixer = new Mixer[1];
        PlatformOptions options = PlatformOptions.onFreePorts().withDispatcher(handler -> {
            mixer[0] = new Mixer(handler, new Random(42));
            return mixer[0];
        });
        try (Platform platform = Platform.start(options, line -> {});
                ApiClient api = new ApiClient(platform.api());
                Watcher one = new Watcher(platform.stream(), TOPIC);
                Watcher two = new Watcher(platform.stream(), TOPIC)) {
            List<String> ids = publish(api);
            for (Watcher watcher : List.of(one, two)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> watcher.total(TOPIC, "like") == LIKES);
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> watcher.comments().size() >= COMMENTS);
            }
            mixer[0].repeatEverything();
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
            assertThat(mixer[0].repeated()).isGreaterThan(10);
        }
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

    /** Stands around the dispatcher: hands it batches again, mixed with messages of long ago. */
    private static final class Mixer implements RequestHandler<SQSEvent, SQSBatchResponse> {
        private static final int BATCH = 10;

        private final RequestHandler<SQSEvent, SQSBatchResponse> dispatcher;
        private final Random random;
        private final List<SQSEvent.SQSMessage> seen = new ArrayList<>();
        private Context context;
        private int repeated;

        Mixer(RequestHandler<SQSEvent, SQSBatchResponse> dispatcher, Random random) {
            this.dispatcher = dispatcher;
            this.random = random;
        }

        @Override
        public SQSBatchResponse handleRequest(SQSEvent event, Context given) {
            remember(event, given);
            if (random.nextInt(3) == 0) {
                dispatch(sample());
            }
            return dispatcher.handleRequest(event, given);
        }

        private synchronized void remember(SQSEvent event, Context given) {
            context = given;
            seen.addAll(event.getRecords());
        }

        private synchronized List<SQSEvent.SQSMessage> sample() {
            List<SQSEvent.SQSMessage> mixed = new ArrayList<>(seen);
            Collections.shuffle(mixed, random);
            return mixed.subList(0, Math.min(BATCH, mixed.size()));
        }

        /** Every message once more, in another order. */
        void repeatEverything() {
            List<SQSEvent.SQSMessage> all;
            synchronized (this) {
                all = new ArrayList<>(seen);
            }
            Collections.shuffle(all, random);
            for (int from = 0; from < all.size(); from += BATCH) {
                dispatch(all.subList(from, Math.min(all.size(), from + BATCH)));
            }
        }

        private void dispatch(List<SQSEvent.SQSMessage> messages) {
            SQSEvent event = new SQSEvent();
            event.setRecords(new ArrayList<>(messages));
            SQSBatchResponse response = dispatcher.handleRequest(event, context);
            assertThat(response.getBatchItemFailures()).isEmpty();
            synchronized (this) {
                repeated += messages.size();
            }
        }

        synchronized int repeated() {
            return repeated;
        }
    }
}
