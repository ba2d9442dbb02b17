package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComebacksTest {
    private static final Topic A = Topic.video("a");
    private static final Topic B = Topic.video("b");
    private static final HubConfig CONFIG =
            HubConfig.of(1 << 20, Duration.ofMinutes(1), Duration.ofSeconds(15), 1 << 20, Duration.ZERO);
    private static final HubConfig SMALL =
            HubConfig.of(1, Duration.ofMinutes(1), Duration.ofSeconds(15), 1 << 20, Duration.ZERO);

    private final List<Pasts.Query> queries = new CopyOnWriteArrayList<>();
    private final List<Consumer<Past>> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger freed = new AtomicInteger();
    private HubFixture fixture = fixture(CONFIG, Duration.ZERO);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void begin_shouldBringHistoryBeforeAnythingOfTheLog_whenTheViewerWasElsewhere() throws Exception {
        long seen = System.currentTimeMillis();
        HubFixture.Client client = fixture.client(elsewhere(seen), A);
        fixture.deliver(A, Likes.comments(Likes.comment("live")));
        assertThat(queries)
                .singleElement()
                .satisfies(query -> assertThat(query.since()).isEqualTo(seen));
        assertThat(client.of("durable")).isEmpty();

        asked.getFirst().accept(past(0, OptionalLong.empty(), "before", "one", "two"));
        await().until(() -> client.of("likes").size() == 1);

        assertThat(client.lines.stream().map(ComebacksTest::id)).containsExactly("-", "-", "-", "1", "1");
        assertThat(client.lines.stream().map(ComebacksTest::kind))
                .containsExactly("open", "durable", "durable", "durable", "likes");
        assertThat(client.of("durable").get(2)).contains("live");
        assertThat(freed).hasValue(1);
    }

    @Test
    void begin_shouldHoldEveryTopicBack_whenOneIsStillRead() throws Exception {
        fixture.client(Optional.empty(), A);
        fixture.deliver(A, Likes.comments(Likes.comment("seen")));
        fixture.deliver(A, Likes.comments(Likes.comment("lacking")));
        HubFixture.Client client =
                fixture.client(Optional.of(new Position("epoch", 1, System.currentTimeMillis())), A, B);
        assertThat(queries)
                .singleElement()
                .satisfies(query -> assertThat(query.topic()).isEqualTo(B));
        fixture.deliver(A, Likes.comments(Likes.comment("live")));
        assertThat(client.of("durable")).isEmpty();
        assertThat(client.of("likes")).isEmpty();

        asked.getFirst().accept(past(2, OptionalLong.empty(), "before", "of b"));
        await().until(() -> client.of("likes").size() == 2);
        assertThat(client.of("durable")).hasSize(3);
        assertThat(client.of("durable").get(0)).contains("of b");
        assertThat(client.of("durable").get(1)).contains("lacking");
    }

    @Test
    void begin_shouldTellOfAGap_whenNeitherHistoryNorTheLogHasIt() throws Exception {
        long seen = System.currentTimeMillis() - 10_000;
        HubFixture.Client client = fixture.client(elsewhere(seen), A);
        asked.getFirst().accept(new Past.Unknown());
        await().until(() -> client.of("likes").size() == 1);
        assertThat(client.lines.stream().map(ComebacksTest::kind)).containsExactly("open", "gap", "likes");
        String[] gap = client.of("gap").getFirst().split("\\|", -1);
        assertThat(gap[0]).isEqualTo("-");
        assertThat(Long.parseLong(gap[3])).isEqualTo(seen);
        assertThat(Long.parseLong(gap[4])).isBetween(seen + 10_000, System.currentTimeMillis());
    }

    @Test
    void begin_shouldTellNoGap_whenHistoryFailsButTheLogReachesBack() throws Exception {
        fixture.client(Optional.empty(), A);
        long opened = System.currentTimeMillis();
        await().until(() -> System.currentTimeMillis() > opened);
        long seen = System.currentTimeMillis();
        fixture.deliver(A, Likes.comments(Likes.comment("kept")));
        HubFixture.Client client = fixture.client(elsewhere(seen), A);
        asked.getFirst().accept(new Past.Unknown());
        await().until(() -> client.of("likes").size() == 1);
        assertThat(client.lines.stream().map(ComebacksTest::kind)).containsExactly("open", "durable", "likes");
    }

    @Test
    void begin_shouldAskHistory_whenTheLogOfThisNodeHasLetGo() throws Exception {
        use(SMALL);
        fixture.client(Optional.empty(), A);
        for (int i = 0; i < 100; i++) {
            fixture.deliver(A, Likes.comments(Likes.comment("comment" + i + "x".repeat(500))));
        }
        fixture.client(Optional.of(new Position("epoch", 1, System.currentTimeMillis())), A);
        assertThat(queries).hasSize(1);
    }

    @Test
    void begin_shouldAskHistory_whenAQuietNodeHasForgottenTheTopicMeanwhile() throws Exception {
        HubFixture.Client client = fixture.client(Optional.empty(), A);
        Position seen = new Position("epoch", 0, System.currentTimeMillis());
        client.channel().close().sync();
        await().until(() -> fixture.hub.viewerCount() == 0);
        await().until(() -> {
            fixture.hub.houseKeeping().get();
            return fixture.hub.viewers().get().isEmpty();
        });

        fixture.client(Optional.of(seen), A);

        assertThat(queries)
                .singleElement()
                .satisfies(query -> assertThat(query.since()).isEqualTo(seen.millis()));
    }

    @Test
    void begin_shouldNameWhatTheLogWillNeverHave_whenItWasThereAtTheFirstLook() throws Exception {
        fixture.client(Optional.empty(), A);
        long dispatched = System.currentTimeMillis() + 100;
        fixture.hub.know(A, List.of(Likes.comment("between").withDispatchedAt(dispatched)));
        HubFixture.Client client = fixture.client(elsewhere(dispatched - 10_000), A);

        asked.getFirst().accept(new Past.Unknown());
        await().until(() -> client.of("likes").size() == 1);

        assertThat(client.of("gap").getFirst()).endsWith("|" + (dispatched - 10_000) + "|" + dispatched);
    }

    @Test
    void begin_shouldTellOfAGapFirst_whenSomethingWasDispatchedTooLateToBeFound() throws Exception {
        long seen = System.currentTimeMillis();
        HubFixture.Client client = fixture.client(elsewhere(seen), A);
        asked.getFirst().accept(past(0, OptionalLong.of(seen + 7), "before", "one"));
        await().until(() -> client.of("likes").size() == 1);
        assertThat(client.lines.stream().map(ComebacksTest::kind)).containsExactly("open", "gap", "durable", "likes");
        assertThat(client.of("gap").getFirst()).endsWith("|" + seen + "|" + (seen + 7));
    }

    @Test
    void begin_shouldNotAskHistory_whenThePositionIsTooOld() throws Exception {
        HubFixture.Client client = fixture.client(elsewhere(System.currentTimeMillis() - 3_600_001), A);
        await().until(() -> client.of("likes").size() == 1);
        assertThat(client.of("gap")).hasSize(1);
        assertThat(queries).isEmpty();
    }

    @Test
    void begin_shouldAskHistory_whenThePositionClaimsMoreThanThisNodeHas() throws Exception {
        fixture.client(Optional.of(new Position("epoch", 1_000, System.currentTimeMillis())), A);
        assertThat(queries).hasSize(1);
    }

    @Test
    void leave_shouldLetThePastGo_whenTheViewerHasNotTakenIt() throws Exception {
        HubFixture.Client slow = fixture.client(elsewhere(System.currentTimeMillis()), A);
        slow.takesMore(false);
        asked.getFirst().accept(past(0, OptionalLong.empty(), "before", "one"));
        assertThat(slow.of("durable")).isEmpty();
        slow.channel().close().sync();
        await().until(() -> freed.get() == 1);
    }

    @Test
    void leave_shouldLetThePastGo_whenItComesTooLate() throws Exception {
        HubFixture.Client gone = fixture.client(elsewhere(System.currentTimeMillis()), A);
        gone.channel().close().sync();
        await().until(() -> fixture.hub.viewerCount() == 0);
        asked.getFirst().accept(past(0, OptionalLong.empty(), "before", "one"));
        await().until(() -> freed.get() == 1);
    }

    @Test
    void tell_shouldBringTheGapToEveryViewerWithAPosition_whenTheNodeMissedSomething() throws Exception {
        HubFixture.Client client = fixture.client(Optional.empty(), A);
        fixture.hub.tell(new Frame.Gap(A, 3, 5), () -> {});
        await().until(() -> client.of("gap").size() == 1);
        assertThat(client.of("gap").getFirst()).isEqualTo("1|gap|video:a|3|5");
        HubFixture.Client back =
                fixture.client(Optional.of(new Position("epoch", 0, System.currentTimeMillis() + 1)), A);
        await().until(() -> back.of("gap").size() == 1);
    }

    private void use(HubConfig config) {
        fixture.close();
        fixture = fixture(config, Duration.ZERO);
    }

    private HubFixture fixture(HubConfig config, Duration overlap) {
        return new HubFixture(config, new Resumption(overlap, Duration.ofHours(1), (query, done) -> {
            queries.add(query);
            asked.add(done);
        }));
    }

    private static Optional<Position> elsewhere(long millis) {
        return Optional.of(new Position("elsewhere", 77, millis));
    }

    /** One frame that was dispatched before the viewer left, the others now. */
    private PastFrames past(long readAfter, OptionalLong late, String before, String... texts) {
        long now = System.currentTimeMillis();
        String[] all = new String[texts.length + 1];
        all[0] = line(before);
        long[] times = new long[all.length];
        int[] ends = new int[all.length];
        Arrays.fill(times, 1, times.length, now);
        ends[0] = all[0].length();
        for (int i = 1; i < all.length; i++) {
            all[i] = line(texts[i - 1]);
            ends[i] = ends[i - 1] + all[i].length();
        }
        byte[] bytes = String.join("", all).getBytes(StandardCharsets.UTF_8);
        return new PastFrames(new PastFrames.Frames(bytes, ends, times), readAfter, late, freed::incrementAndGet);
    }

    private static String line(String text) {
        return "-|durable|video:x|" + text + "\n";
    }

    private static String id(String line) {
        return line.split("\\|", -1)[0];
    }

    private static String kind(String line) {
        return line.split("\\|", -1)[1];
    }
}
