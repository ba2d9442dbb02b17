package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Batch;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubTest {
    private static final Topic A = Topic.video("a");
    private static final Topic B = Topic.video("b");
    private static final HubConfig CONFIG =
            HubConfig.of(1 << 20, Duration.ofMinutes(1), Duration.ofSeconds(15), 1 << 20, Duration.ZERO);

    private HubFixture fixture = new HubFixture(CONFIG);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void deliver_shouldReachEveryViewerOfTheTopicAndNobodyElse_whenTwoTopicsHaveViewers() throws Exception {
        HubFixture.Client first = fixture.client(Optional.empty(), A);
        HubFixture.Client second = fixture.client(Optional.empty(), A);
        HubFixture.Client other = fixture.client(Optional.empty(), B);
        fixture.deliver(A, Likes.packet(1, 2, "ada"));
        fixture.deliver(B, Likes.packet(1, 5, "bob"));
        for (HubFixture.Client client : List.of(first, second)) {
            await().until(() -> client.of("likes").size() == 1);
            assertThat(client.of("likes").getFirst()).endsWith("likes|video:a|{like=2}|{like=2}");
        }
        await().until(() -> other.of("likes").size() == 1);
        assertThat(other.of("likes").getFirst()).endsWith("likes|video:b|{like=5}|{like=5}");
    }

    @Test
    void attach_shouldTellTotalsAndNoOldComments_whenTheViewerHasNoCursor() throws Exception {
        fixture.client(Optional.empty(), A);
        fixture.deliver(A, Likes.packet(1, 2, "ada"));
        fixture.deliver(A, Likes.comments(Likes.comment("old")));
        HubFixture.Client late = fixture.client(Optional.empty(), A);
        fixture.deliver(A, Likes.comments(Likes.comment("new")));
        await().until(() -> late.of("durable").size() == 1);
        assertThat(late.of("open").getFirst()).endsWith("[{like=2}]");
        assertThat(late.of("durable").getFirst()).contains("new");
    }

    @Test
    void attach_shouldReplayExactlyWhatIsMissing_whenTheViewerComesBackToThisNode() throws Exception {
        HubFixture.Client client = fixture.client(Optional.empty(), A);
        fixture.deliver(A, Likes.comments(Likes.comment("one")));
        fixture.deliver(A, Likes.comments(Likes.comment("two")));
        fixture.deliver(A, Likes.packet(1, 4, "ada"));
        fixture.deliver(A, Likes.comments(Likes.comment("three")));
        await().until(() -> client.of("durable").size() == 3);
        long seen = sequence(client.of("durable").getFirst());
        HubFixture.Client back = fixture.client(Optional.of(new Position("epoch", seen, 0)), A);
        await().until(() -> back.of("likes").size() == 1);
        assertThat(back.of("durable").stream().map(HubTest::sequence))
                .containsExactlyElementsOf(client.of("durable").stream()
                        .map(HubTest::sequence)
                        .skip(1)
                        .toList());
        assertThat(back.of("likes").getFirst()).endsWith("likes|video:a|{like=4}|{}");
    }

    @Test
    void deliver_shouldGiveOnlyTheLastFramesACursor_whenSeveralCameTogether() throws Exception {
        HubFixture.Client client = fixture.client(Optional.empty(), A);
        fixture.deliver(
                A,
                Likes.comments(Likes.comment("one"), Likes.comment("two"), Likes.comment("three"))
                        .merge(Likes.packet(1, 4, "ada")));
        await().until(() -> client.of("likes").size() == 1);
        assertThat(client.of("durable").stream().map(line -> line.startsWith("-")))
                .containsExactly(true, true, false);
        assertThat(client.of("likes").getFirst()).doesNotStartWith("-");
    }

    @Test
    void attach_shouldReplayAllThatCameTogether_whenTheViewerHasTheCursorBefore() throws Exception {
        HubFixture.Client client = fixture.client(Optional.empty(), A);
        fixture.deliver(A, Likes.comments(Likes.comment("before")));
        await().until(() -> client.of("durable").size() == 1);
        long seen = sequence(client.of("durable").getFirst());
        fixture.deliver(A, Likes.comments(Likes.comment("one"), Likes.comment("two")));
        await().until(() -> client.of("durable").size() == 3);
        HubFixture.Client back = fixture.client(Optional.of(new Position("epoch", seen, 0)), A);
        await().until(() -> back.of("likes").size() == 1);
        assertThat(back.of("durable").stream().map(HubTest::text)).containsExactly("one", "two");
    }

    @Test
    void visit_shouldBringStateAndEveryComment_whenTheViewerFellOutOfTheLiveLog() throws Exception {
        useLive(new FrameLog.Retention(1, 60_000));
        HubFixture.Client slow = fixture.client(Optional.empty(), A);
        slow.takesMore(false);
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            String text = "comment" + i + "x".repeat(200);
            texts.add(text);
            fixture.deliver(A, Likes.comments(Likes.comment(text)));
            fixture.deliver(A, Likes.packet(i, i, "ada"));
        }
        slow.takesMore(true);
        await().until(() -> slow.of("durable").size() == texts.size());
        assertThat(slow.of("durable").stream().map(HubTest::text)).containsExactlyElementsOf(texts);
        await().until(() -> slow.of("likes").getLast().contains("{like=2000}"));
        assertThat(slow.of("end")).isEmpty();
    }

    @Test
    void visit_shouldEndTheStreamWithAReason_whenTheViewerFellOutOfTheReplayLog() throws Exception {
        fixture.close();
        fixture = new HubFixture(new HubConfig(
                new FrameLog.Retention(1, 60_000),
                new FrameLog.Retention(1, 60_000),
                Duration.ofSeconds(15),
                1 << 20,
                1 << 20,
                Duration.ZERO));
        HubFixture.Client slow = fixture.client(Optional.empty(), A);
        fixture.deliver(A, Likes.comments(Likes.comment("seen")));
        await().until(() -> slow.of("durable").size() == 1);
        slow.takesMore(false);
        for (int i = 1; i <= 100; i++) {
            fixture.deliver(A, Likes.comments(Likes.comment("comment" + i + "x".repeat(200))));
        }
        slow.takesMore(true);
        await().until(() -> !slow.of("end").isEmpty());
        assertThat(slow.of("end").getFirst()).endsWith("too_slow");
        assertThat(slow.of("durable").stream().map(HubTest::text)).containsExactly("seen");
        assertThat(fixture.hub.viewerCount()).isZero();
    }

    @Test
    void houseKeeping_shouldForgetATopic_whenItsLastViewerHasLeft() throws Exception {
        HubFixture.Client client = fixture.client(Optional.empty(), A);
        assertThat(fixture.hub.houseKeeping().get()).containsEntry(A, 1);
        client.channel().close().sync();
        Map<Topic, Integer> changes = new HashMap<>();
        await().until(() -> {
            changes.putAll(fixture.hub.houseKeeping().get());
            return Integer.valueOf(0).equals(changes.get(A));
        });
        assertThat(fixture.hub.viewers().get()).isEmpty();
        assertThat(fixture.hub.viewerCount()).isZero();
    }

    /** What is delivered in the round in which the topic is forgotten must not end the rounds after it. */
    @Test
    void deliver_shouldReachOthers_whenATopicIsForgottenInTheSameRound() throws Exception {
        HubFixture.Client last = fixture.client(Optional.empty(), A);
        HubFixture.Client other = fixture.client(Optional.empty(), B);
        CountDownLatch round = new CountDownLatch(1);
        fixture.hub.deliver(Batch.of(B, Likes.comments(Likes.comment("first"))), 10, () -> awaitRelease(round));
        last.channel().close().sync();
        await().until(() -> fixture.hub.viewerCount() == 1);
        fixture.hub.deliver(Batch.of(A, Likes.comments(Likes.comment("for nobody"))), 10, () -> {});
        var forgotten = fixture.hub.houseKeeping();
        round.countDown();
        assertThat(forgotten.get()).containsEntry(A, 0);
        fixture.deliver(B, Likes.comments(Likes.comment("second")));
        await().until(() -> other.of("durable").size() == 2);
    }

    private static void awaitRelease(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void houseKeeping_shouldEndWhoHoldsOnTooLong_whenLogsHaveMovedOn() throws Exception {
        fixture.close();
        FrameLog.Retention little = new FrameLog.Retention(256 << 10, 60_000);
        fixture = new HubFixture(
                new HubConfig(little, little, Duration.ofSeconds(15), 1 << 20, 100_000, Duration.ofMinutes(1)));
        HubFixture.Client reader = fixture.client(Optional.empty(), A);
        HubFixture.Client stuck = fixture.client(Optional.empty(), A);
        stuck.channel().config().setAutoRead(false);
        flood(reader);
        stuck.takesMore(false);
        flood(reader);
        assertThat(fixture.hub.viewerCount()).isEqualTo(2);
        await().until(() -> {
            fixture.hub.houseKeeping().get();
            return fixture.hub.viewerCount() == 1;
        });
        assertThat(reader.of("end")).isEmpty();
    }

    /** More than the logs keep, but no faster than one of its readers follows. */
    private void flood(HubFixture.Client reader) throws Exception {
        int before = reader.of("durable").size();
        for (int i = 1; i <= 300; i++) {
            fixture.deliver(A, Likes.comments(Likes.comment("x".repeat(1_000))));
            if (i % 50 == 0) {
                int all = before + i;
                await().until(() -> reader.of("durable").size() == all);
            }
        }
    }

    /** Were it reported as empty, nothing would be delivered to it, and a viewer that comes back would not be told. */
    @Test
    void houseKeeping_shouldNotTellThatATopicIsEmpty_whileItLingers() throws Exception {
        fixture.close();
        fixture = new HubFixture(
                HubConfig.of(1 << 20, Duration.ofMinutes(1), Duration.ofSeconds(15), 1 << 20, Duration.ofMinutes(1)));
        HubFixture.Client client = fixture.client(Optional.empty(), A);
        assertThat(fixture.hub.houseKeeping().get()).containsEntry(A, 1);
        client.channel().close().sync();
        await().until(() -> fixture.hub.viewerCount() == 0);
        assertThat(fixture.hub.houseKeeping().get()).doesNotContainKey(A);
        assertThat(fixture.hub.follows(A).get()).isTrue();
        fixture.client(Optional.empty(), A);
        assertThat(fixture.hub.houseKeeping().get()).containsEntry(A, 1);
    }

    /** The flood goes on until the quiet topic's viewer has all of its comments, each sent once the one before has come. */
    @Test
    void deliver_shouldReachAQuietTopic_whileAnotherIsFlooded() throws Exception {
        for (int i = 0; i < 4; i++) {
            fixture.client(Optional.empty(), A);
        }
        HubFixture.Client quiet = fixture.client(Optional.empty(), B);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger flooded = new AtomicInteger();
        Thread flood = Thread.ofVirtual().start(() -> {
            Semaphore underWay = new Semaphore(1);
            while (!stop.get()) {
                underWay.acquireUninterruptibly();
                TopicUpdate comment = Likes.comments(Likes.comment("storm"));
                if (fixture.hub.deliver(Batch.of(A, comment), 100, underWay::release)) {
                    flooded.incrementAndGet();
                } else {
                    underWay.release();
                }
            }
        });
        try {
            for (int i = 1; i <= 5; i++) {
                int before = flooded.get();
                int expected = i;
                await().until(() -> flooded.get() > before + 10);
                fixture.deliver(B, Likes.comments(Likes.comment("calm")));
                await().until(() -> quiet.of("durable").size() == expected);
            }
        } finally {
            stop.set(true);
            flood.join();
        }
    }

    @Test
    void deliver_shouldRefuse_whenTooMuchWaits() {
        assertThat(fixture.hub.deliver(Batch.of(A, TopicUpdate.EMPTY), (1 << 20) + 1, () -> {}))
                .isFalse();
    }

    /** Viewers of several topics each, batches from several threads: in order, whole, once, and nobody else's. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void deliver_shouldBringEveryFrameOnceAndInOrder_whenManyThreadsPublish(long seed) throws Exception {
        Random random = new Random(seed);
        List<Topic> topics =
                IntStream.range(0, 8).mapToObj(i -> Topic.video("t" + i)).toList();
        Map<HubFixture.Client, List<Topic>> clients = new HashMap<>();
        for (int i = 0; i < 24; i++) {
            List<Topic> chosen =
                    topics.stream().filter(topic -> random.nextInt(3) == 0).toList();
            List<Topic> followed = chosen.isEmpty() ? List.of(topics.getFirst()) : chosen;
            clients.put(fixture.client(Optional.empty(), followed.toArray(Topic[]::new)), followed);
        }
        int perTopic = 400;
        publishFromThreads(topics, perTopic);
        for (Map.Entry<HubFixture.Client, List<Topic>> entry : clients.entrySet()) {
            int expected = entry.getValue().size() * perTopic;
            HubFixture.Client client = entry.getKey();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> client.of("durable").size() >= expected);
            assertThat(client.of("durable").stream()
                            .filter(line -> !line.startsWith("-"))
                            .map(HubTest::sequence))
                    .isNotEmpty()
                    .isSorted()
                    .doesNotHaveDuplicates();
            Map<String, List<String>> byTopic = client.of("durable").stream()
                    .collect(Collectors.groupingBy(
                            line -> line.split("\\|", -1)[2], Collectors.mapping(HubTest::text, Collectors.toList())));
            assertThat(byTopic).hasSize(entry.getValue().size());
            byTopic.values()
                    .forEach(texts -> assertThat(texts)
                            .containsExactlyElementsOf(IntStream.range(0, perTopic)
                                    .mapToObj(i -> "c" + i)
                                    .toList()));
        }
    }

    private void publishFromThreads(List<Topic> topics, int perTopic) throws InterruptedException {
        List<Thread> threads = topics.stream()
                .map(topic -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < perTopic; i++) {
                        DurableEvent comment = Likes.comment("c" + i);
                        if (!fixture.hub.deliver(Batch.of(topic, Likes.comments(comment)), 10, () -> {})) {
                            throw new IllegalStateException("deliver: refused (expected: taken)");
                        }
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void useLive(FrameLog.Retention live) {
        fixture.close();
        fixture = new HubFixture(new HubConfig(
                live,
                CONFIG.replay(),
                CONFIG.heartbeat(),
                CONFIG.intakeBytes(),
                CONFIG.pinnedBytes(),
                CONFIG.linger()));
    }

    private static long sequence(String line) {
        return Long.parseLong(line.split("\\|", -1)[0]);
    }

    private static String text(String line) {
        String json = Arrays.asList(line.split("\\|", -1)).getLast();
        return json.substring("{\"text\":\"".length(), json.length() - 2);
    }
}
