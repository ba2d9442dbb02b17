package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventKind;
import io.groundswell.event.LatestKey;
import io.groundswell.event.LatestState;
import io.groundswell.event.Register;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicStateTest {
    private static final Topic TOPIC = Topic.video("42");
    private static final LatestKey VIEWERS = new LatestKey(EventKind.VIEWERS, "total");
    private final TopicState state = new TopicState(TOPIC, new RecentSet<>(1_000));

    @Test
    void baseline_shouldShowTotalsAndNoIncrements_whenMuchWasCountedBefore() {
        List<Frame> news = new ArrayList<>();
        state.baseline(Likes.state(7, 1_000), news);
        assertThat(news).containsExactly(Frame.Likes.state(TOPIC, Map.of("like", 1_000L)));
        assertThat(take()).isEmpty();
    }

    @Test
    void take_shouldShowTheDifferenceAndTheActors_whenAPacketBringsMore() {
        state.baseline(Likes.state(7, 1_000), new ArrayList<>());
        assertThat(take(Likes.packet(8, 1_002, "ada", "bob")))
                .containsExactly(new Frame.Likes(
                        TOPIC, Map.of("like", 1_002L), Map.of("like", 2L), List.of("ada", "bob"), 1_008, 1_008));
    }

    @Test
    void take_shouldShowOneFrame_whenSeveralPacketsComeInOneRound() {
        state.baseline(CountedState.EMPTY, new ArrayList<>());
        List<Frame> news = take(Likes.packet(2, 5, "bob"), Likes.packet(1, 3, "ada"));
        assertThat(news).hasSize(1);
        assertThat(((Frame.Likes) news.getFirst()).counts()).isEqualTo(Map.of("like", 5L));
        assertThat(((Frame.Likes) news.getFirst()).actors()).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void take_shouldShowNothing_whenTheSameComesAgain() {
        state.baseline(CountedState.EMPTY, new ArrayList<>());
        DurableEvent comment = Likes.comment("hello");
        assertThat(take(Likes.packet(1, 3, "ada"), Likes.comments(comment))).hasSize(2);
        assertThat(take(Likes.packet(1, 3, "ada"), Likes.comments(comment))).isEmpty();
    }

    @Test
    void take_shouldNameAtMostSixtyFourActors_whenThereAreMore() {
        state.baseline(CountedState.EMPTY, new ArrayList<>());
        String[] actors = IntStream.range(0, 100).mapToObj(i -> "m" + i).toArray(String[]::new);
        Frame.Likes frame = (Frame.Likes) take(Likes.packet(1, 100, actors)).getFirst();
        assertThat(frame.actors()).hasSize(TopicState.MOST_ACTORS);
        assertThat(frame.counts()).isEqualTo(Map.of("like", 100L));
    }

    @Test
    void take_shouldShowARegisterOnce_whenItsValueStays() {
        assertThat(take(viewers("3", 10))).hasSize(1);
        assertThat(take(viewers("3", 20))).isEmpty();
        assertThat(take(viewers("2", 15))).isEmpty();
        assertThat(take(viewers("4", 30))).hasSize(1);
    }

    @Test
    void flush_shouldShowEachKeyOnceWithItsNewestValue_whenSeveralPacketsComeInOneRound() {
        LatestKey ada = typing("ada");
        List<Frame> news = new ArrayList<>();
        state.take(viewers("3", 10), news);
        state.take(latest(ada, "true", 11), news);
        state.take(viewers("5", 30), news);
        state.take(viewers("4", 20), news);
        state.take(viewers("5", 40), news);
        state.take(latest(ada, "false", 12), news);
        assertThat(news).isEmpty();
        state.flush(news);
        assertThat(news)
                .containsExactlyInAnyOrder(
                        new Frame.Latest(TOPIC, VIEWERS, new Register("5", 40, "node")),
                        new Frame.Latest(TOPIC, ada, new Register("false", 12, "node")));
        assertThat(take()).isEmpty();
    }

    @Test
    void take_shouldCountWhatItLeavesOut_whenATopicHasTooManyKeys() {
        for (int i = 0; i < TopicState.MOST_REGISTERS; i++) {
            assertThat(take(latest(typing("m" + i), "true", 1))).hasSize(1);
        }
        assertThat(state.leftOut()).isZero();
        assertThat(take(latest(typing("one more"), "true", 2))).isEmpty();
        assertThat(take(latest(typing("m0"), "false", 2))).hasSize(1);
        assertThat(state.leftOut()).isEqualTo(1);
        assertThat(state.leftOut()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void take_shouldShowEveryLikeOnce_whenPacketsAreRepeatedAndShuffled(long seed) {
        Random random = new Random(seed);
        state.baseline(CountedState.EMPTY, new ArrayList<>());
        List<TopicUpdate> packets = new ArrayList<>();
        int last = 50;
        for (int n = 1; n <= last; n++) {
            TopicUpdate packet = Likes.packet(n, n * 3L, "actor" + n);
            packets.addAll(Collections.nCopies(1 + random.nextInt(3), packet));
        }
        Collections.shuffle(packets, random);
        long shown = 0;
        List<String> actors = new ArrayList<>();
        for (TopicUpdate packet : packets) {
            for (Frame frame : take(packet)) {
                shown += ((Frame.Likes) frame).counts().getOrDefault("like", 0L);
                actors.addAll(((Frame.Likes) frame).actors());
            }
        }
        assertThat(shown).isEqualTo(last * 3L);
        assertThat(actors).hasSize(last).doesNotHaveDuplicates();
    }

    private static TopicUpdate viewers(String value, long millis) {
        return latest(VIEWERS, value, millis);
    }

    private static LatestKey typing(String member) {
        return new LatestKey(EventKind.TYPING, member);
    }

    private static TopicUpdate latest(LatestKey key, String value, long millis) {
        return TopicUpdate.latest(new LatestState(Map.of(key, new Register(value, millis, "node"))));
    }

    private List<Frame> take(TopicUpdate... updates) {
        List<Frame> news = new ArrayList<>();
        for (TopicUpdate update : updates) {
            state.take(update, news);
        }
        state.flush(news);
        return news;
    }
}
