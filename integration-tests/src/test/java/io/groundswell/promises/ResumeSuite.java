package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.ulid.UlidCreator;
import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.Batch;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.local.LocalStatus;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.client.ApiClient;
import io.groundswell.local.client.ClientException;
import io.groundswell.local.client.StreamEvent;
import io.groundswell.store.History;
import io.groundswell.store.dynamodb.DynamoHistory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A viewer that goes to another node gets every comment that was dispatched meanwhile, or is told what it lacks. */
@EndToEnd
class ResumeSuite {
    private static final Logger LOG = LoggerFactory.getLogger(ResumeSuite.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int HOLD_SECONDS = Boolean.getBoolean("soak") ? 60 : 5;

    /** Since its acceptance, when it is dispatched: longer than the overlap of a resume. */
    private static final int HELD_BACK_SECONDS = 60;

    private static final long POST_EVERY_MILLIS = 20;

    private static Platform platform;
    private static ApiClient api;
    private static History history;

    @BeforeAll
    static void start() {
        platform = Platform.start(Backend.options().withNodes(3), line -> {});
        api = new ApiClient(platform.api());
        history = new DynamoHistory(platform.dynamoDb(), platform.aws().tablePrefix(), Duration.ofDays(1));
    }

    @AfterAll
    static void stop() {
        api.close();
        platform.close();
    }

    @Test
    void viewer_shouldGetEveryCommentAndNoGap_whenItGoesFromNodeToNode() {
        AtomicInteger number = new AtomicInteger();
        List<String> posted = new CopyOnWriteArrayList<>();
        try (Roamer roamer = new Roamer(Topic.video("numbered"));
                ScheduledExecutorService poster = Executors.newSingleThreadScheduledExecutor()) {
            roamer.connect(streamOf(platform, 0));
            var posting = poster.scheduleWithFixedDelay(
                    () -> post("c" + number.incrementAndGet(), posted), 0, POST_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            for (int move = 1; move <= 8; move++) {
                awaitComments(roamer, posted);
                roamer.leave();
                int before = posted.size();
                await().until(() -> posted.size() >= before + 3);
                roamer.connect(streamOf(platform, move % 3));
            }
            posting.cancel(false);
            poster.shutdown();
            await().until(poster::isTerminated);
            awaitComments(roamer, posted);
            assertThat(roamer.named("gap")).isEmpty();
        }
    }

    /** Another viewer stays there meanwhile, so that the node keeps the topic. */
    @Test
    void viewer_shouldGetExactlyWhatItMissedAndNoGap_whenItComesBackToItsNode() {
        Topic topic = Topic.video("same-node");
        try (Roamer stays = new Roamer(topic);
                Roamer roamer = new Roamer(topic)) {
            stays.connect(streamOf(platform, 0));
            roamer.connect(streamOf(platform, 0));
            api.comment("same-node", "to both");
            awaitComments(stays, 1);
            awaitComments(roamer, 1);
            roamer.leave();
            api.comment("same-node", "missed");
            api.comment("same-node", "missed too");
            awaitComments(stays, 3);
            roamer.connect(streamOf(platform, 0));
            await().atMost(PATIENCE)
                    .until(() -> roamer.sinceOpen().stream()
                            .anyMatch(event -> event.name().equals("likes")));
            assertThat(roamer.commentsSinceOpen()).containsExactlyInAnyOrder("missed", "missed too");
            assertThat(roamer.named("gap")).isEmpty();
        }
    }

    /** One that is refused, as a busy machine may, is none that a viewer can lack. */
    private static void post(String text, List<String> posted) {
        try {
            api.comment("numbered", text);
            posted.add(text);
        } catch (ClientException e) {
            LOG.warn("{}: not posted: {}", text, e.getMessage());
        }
    }

    private static void awaitComments(Roamer roamer, List<String> posted) {
        List<String> expected = List.copyOf(posted);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(roamer.comments()).containsAll(expected));
    }

    @Test
    void viewer_shouldGetAMessageThatWasHeldBack_whenItMovesToANodeThatNeverHadTheTopic() {
        Topic topic = Topic.video("held-back");
        try (Roamer roamer = new Roamer(topic)) {
            roamer.connect(streamOf(platform, 0));
            api.comment("held-back", "on the first node");
            awaitComments(roamer, 1);
            long before = TimeUnit.SECONDS.toMillis(HELD_BACK_SECONDS - HOLD_SECONDS);
            send(topic, comment("held back", before), HOLD_SECONDS);
            roamer.leave();
            awaitKept(topic, 2);
            roamer.connect(streamOf(platform, 1));
            await().atMost(PATIENCE).until(() -> roamer.comments().contains("held back"));
            assertThat(roamer.named("gap")).isEmpty();
        }
    }

    @Test
    void viewer_shouldGetACommentAndNoGap_whenItWasDispatchedAlmostFiveMinutesLate() {
        Topic topic = Topic.video("late");
        try (Roamer roamer = new Roamer(topic)) {
            roamer.connect(streamOf(platform, 0));
            api.comment("late", "on the first node");
            awaitComments(roamer, 1);
            roamer.leave();
            send(topic, comment("almost five minutes late", 290_000), 0);
            awaitKept(topic, 2);
            roamer.connect(streamOf(platform, 1));
            await().atMost(PATIENCE).until(() -> roamer.comments().contains("almost five minutes late"));
            assertThat(roamer.named("gap")).isEmpty();
        }
    }

    @Test
    void viewer_shouldBeToldOfAGapAndThenTheTotals_whenACommentWasDispatchedLaterThanThat() {
        Topic topic = Topic.video("too-late");
        try (Roamer roamer = new Roamer(topic)) {
            roamer.connect(streamOf(platform, 0));
            api.comment("too-late", "on the first node");
            awaitComments(roamer, 1);
            roamer.leave();
            DurableEvent late = comment("six minutes late", 360_000);
            send(topic, late, 0);
            api.comment("too-late", "in time");
            awaitKept(topic, 3);
            roamer.connect(streamOf(platform, 1));
            await().atMost(PATIENCE)
                    .until(() -> roamer.sinceOpen().stream()
                            .anyMatch(event -> event.name().equals("likes")));
            assertThat(roamer.sinceOpen().stream().map(StreamEvent::name))
                    .containsSubsequence("open", "gap", "comment", "likes");
            assertThat(roamer.comments()).contains("in time").doesNotContain("six minutes late");
            JsonNode gap = roamer.named("gap").getFirst();
            assertThat(gap.path("topic").asText()).isEqualTo(topic.toString());
            assertThat(dispatchedAt(topic, late.id()))
                    .isBetween(gap.path("from").asLong(), gap.path("to").asLong());
        }
    }

    @Test
    void viewer_shouldBeginAgainWhereItWas_whenItsConnectionBreaksInTheMiddleOfAReplay() {
        Topic topic = Topic.video("broken");
        try (Roamer roamer = new Roamer(topic)) {
            roamer.connect(streamOf(platform, 0));
            api.comment("broken", "c0");
            awaitComments(roamer, 1);
            roamer.leave();
            String seen = roamer.lastId();
            for (int i = 1; i <= 20; i++) {
                api.comment("broken", "c" + i);
            }
            awaitKept(topic, 21);
            roamer.connect(streamOf(platform, 1), event -> !event.data().contains("\"c7\""));
            roamer.awaitEnd();
            assertThat(roamer.comments()).contains("c7");
            assertThat(roamer.lastId()).isEqualTo(seen);
            roamer.connect(streamOf(platform, 2));
            awaitComments(roamer, 21);
            await().atMost(PATIENCE).until(() -> roamer.sinceOpen().getLast().name(), name -> !name.equals("comment"));
            roamer.leave();
            assertThat(roamer.lastId()).isNotEqualTo(seen);
            assertThat(roamer.named("gap")).isEmpty();
        }
    }

    @Test
    void viewer_shouldBeToldExactlyWhatItLacks_whenThereIsNoHistoryAndLittleMemory() {
        PlatformOptions options = Backend.options()
                .withVariables(Map.of(
                        "GROUNDSWELL_RESUME_FROM_HISTORY", "false",
                        "GROUNDSWELL_RESUME_OVERLAP_MILLIS", "0",
                        "GROUNDSWELL_REPLAY_BYTES", "4096"));
        Topic topic = Topic.video("forgotten");
        try (Platform small = Platform.start(options, line -> {});
                ApiClient smallApi = new ApiClient(small.api());
                Roamer control = new Roamer(topic);
                Roamer roamer = new Roamer(topic)) {
            control.connect(streamOf(small, 1));
            roamer.connect(streamOf(small, 0));
            await().atMost(PATIENCE)
                    .until(() -> control.named("gap").size() == 1
                            && roamer.named("gap").size() == 1);
            post(smallApi, control, 1, 5);
            awaitComments(roamer, 5);
            roamer.leave();
            post(smallApi, control, 6, 30);
            roamer.connect(streamOf(small, 1));
            await().atMost(PATIENCE).until(() -> roamer.comments().contains(numbered(30)));
            JsonNode gap = roamer.named("gap").getLast();
            History kept = new DynamoHistory(small.dynamoDb(), small.aws().tablePrefix(), Duration.ofDays(1));
            List<String> named = kept.newest(topic, Optional.empty(), 100).stream()
                    .filter(event -> event.dispatchedAt() >= gap.path("from").asLong()
                            && event.dispatchedAt() <= gap.path("to").asLong())
                    .map(event -> event.content().replaceAll("\\D", ""))
                    .toList();
            List<String> lacking = IntStream.rangeClosed(1, 30)
                    .filter(n -> !roamer.comments().contains(numbered(n)))
                    .mapToObj(Integer::toString)
                    .toList();
            assertThat(lacking).isNotEmpty().hasSizeLessThan(25);
            assertThat(named).containsExactlyInAnyOrderElementsOf(lacking);
        }
    }

    /** One after the other, so that it is certain which was dispatched when another had arrived. */
    private static void post(ApiClient to, Roamer control, int first, int last) {
        for (int n = first; n <= last; n++) {
            to.comment("forgotten", numbered(n));
            awaitComments(control, n);
        }
    }

    private static String numbered(int n) {
        return n + "x".repeat(500);
    }

    private static void awaitComments(Roamer roamer, int number) {
        await().atMost(PATIENCE).until(() -> roamer.comments().size() >= number);
    }

    private static void awaitKept(Topic topic, int number) {
        await().atMost(Duration.ofSeconds(HOLD_SECONDS).plus(PATIENCE))
                .until(() -> history.newest(topic, Optional.empty(), 100).size() == number);
    }

    private static long dispatchedAt(Topic topic, EventId id) {
        return history.newest(topic, Optional.empty(), 100).stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .orElseThrow()
                .dispatchedAt();
    }

    private static DurableEvent comment(String text, long acceptedMillisAgo) {
        long acceptedAt = System.currentTimeMillis() - acceptedMillisAgo;
        EventId id = EventId.of(UlidCreator.getUlid(acceptedAt), "us-east-1");
        return new DurableEvent(id, EventKind.COMMENT, "ada", acceptedAt, 0, "{\"text\":\"" + text + "\"}");
    }

    /** As the API would, but for when. */
    private static void send(Topic topic, DurableEvent event, int delaySeconds) {
        String body = BatchCodec.encodeToString(Batch.of(topic, TopicUpdate.durable(DurableEvents.of(event))));
        platform.sqs()
                .sendMessage(send ->
                        send.queueUrl(platform.queues().url()).messageBody(body).delaySeconds(delaySeconds));
    }

    private static URI streamOf(Platform of, int node) {
        String id = of.nodes().get(node).id();
        return of.status().nodes().stream()
                .filter(candidate -> candidate.id().equals(id))
                .map(LocalStatus.Node::stream)
                .map(URI::create)
                .findFirst()
                .orElseThrow();
    }
}
