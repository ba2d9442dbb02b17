package io.groundswell.likes.accept;

import static io.groundswell.likes.accept.FakeQueue.Fate.ACCEPT;
import static io.groundswell.likes.accept.FakeQueue.Fate.LOSE_ANSWER;
import static io.groundswell.likes.accept.FakeQueue.Fate.LOSE_MESSAGE;
import static io.groundswell.likes.accept.FakeQueue.Fate.REFUSE;
import static io.groundswell.likes.accept.FakeQueue.Fate.THROTTLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Batch;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.TopicUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TopicLikesTest {
    private static final Replica FIRST = Replica.begin("eu-west-1", "boot", 1, 0);
    private static final Replica SECOND = Replica.begin("eu-west-1", "boot", 2, 0);

    private final OutboxFixture fixture = new OutboxFixture();

    @Test
    void add_shouldSendAtOnce_whenTheTopicIsQuiet() {
        fixture.like("ann");

        assertThat(fixture.queue.attemptedAtMillis()).containsExactly(0L);
        assertThat(fixture.answers).isEmpty();
    }

    @Test
    void add_shouldBeAnswered_whenTheQueueHasThePacket() {
        fixture.like("ann");
        fixture.run(9);
        assertThat(fixture.answers).isEmpty();

        fixture.run(1);

        assertThat(fixture.answers).containsExactly(new Acceptance.Accepted());
        TopicUpdate update = update(0);
        assertThat(update.counted().replicas()).containsExactly(Map.entry(FIRST, count(1, 1)));
        assertThat(update.intervals())
                .containsExactly(Map.entry(
                        new IntervalId(FIRST, 1),
                        new Interval(List.of("ann"), 1_000, 1_000, Map.of("ann", new MemberLike("like", 1_000)))));
    }

    @Test
    void add_shouldPackWhatArrivesMeanwhile_whenAPacketIsInFlight() {
        fixture.like("ann");
        fixture.like("bob");
        fixture.like("cid");
        assertThat(fixture.queue.attempts()).hasSize(1);

        fixture.run(20);

        assertThat(fixture.queue.attemptedAtMillis()).containsExactly(0L, 10L);
        assertThat(update(1).counted().replicas()).containsExactly(Map.entry(FIRST, count(2, 3)));
        assertThat(interval(1, FIRST, 2).actors()).containsExactly("bob", "cid");
        assertThat(fixture.answers).hasSize(3).containsOnly(new Acceptance.Accepted());
    }

    @Test
    void add_shouldKeepPacketsApart_whenTheQueueIsFasterThanTheSpacing() {
        OutboxFixture three = new OutboxFixture(
                new OutboxConfig(
                        3,
                        OutboxFixture.CONFIG.retries(),
                        OutboxFixture.PACKING,
                        OutboxFixture.REQUESTS,
                        OutboxFixture.TOPICS),
                Duration.ofMillis(1));
        three.like("ann");
        three.run(2);
        three.like("bob");
        three.run(20);
        three.like("cid");
        three.run(20);

        assertThat(three.queue.attemptedAtMillis()).containsExactly(0L, 6L, 22L);
    }

    @Test
    void add_shouldTakeLikesOutOfTheCountAgain_whenTheirPacketWasRefused() {
        fixture.queue.next(ACCEPT, REFUSE, ACCEPT);
        for (String actor : List.of("ann", "bob", "cid")) {
            fixture.like(actor);
            fixture.run(50);
        }

        assertThat(fixture.answers)
                .containsExactly(
                        new Acceptance.Accepted(), new Acceptance.QueueUnavailable(), new Acceptance.Accepted());
        assertThat(fixture.queue.attempts()).hasSize(3);
        assertThat(fixture.queue.counted().replicas()).containsExactly(Map.entry(FIRST, count(3, 2)));
    }

    @Test
    void add_shouldBeAnsweredOverloaded_whenTheQueueThrottles() {
        fixture.queue.next(THROTTLE);
        fixture.like("ann");
        fixture.run(50);

        assertThat(fixture.answers).singleElement().isInstanceOf(Acceptance.Overloaded.class);
    }

    @Test
    void add_shouldSendTheSamePacketAgain_whenItsOutcomeIsUnknown() {
        fixture.queue.next(LOSE_ANSWER, REFUSE, ACCEPT);
        fixture.like("ann");
        fixture.like("bob");
        fixture.run(1_000);

        List<String> attempts = fixture.queue.attempts();
        assertThat(attempts).hasSize(4);
        assertThat(attempts.subList(0, 3)).containsOnly(attempts.getFirst());
        assertThat(fixture.answers).hasSize(2).containsOnly(new Acceptance.Accepted());
        assertThat(fixture.queue.counted().replicas()).containsExactly(Map.entry(FIRST, count(2, 2)));
    }

    @Test
    void add_shouldBeginANewReplicaFromZero_whenTheOutcomeStaysUnknown() {
        fixture.queue.next(ACCEPT, LOSE_MESSAGE, REFUSE, LOSE_ANSWER, ACCEPT);
        for (String actor : List.of("ann", "bob", "cid")) {
            fixture.like(actor);
            fixture.run(1_000);
        }

        assertThat(fixture.answers)
                .containsExactly(new Acceptance.Accepted(), new Acceptance.OutcomeUnknown(), new Acceptance.Accepted());
        assertThat(fixture.queue.counted().replicas())
                .containsExactly(Map.entry(FIRST, count(2, 2)), Map.entry(SECOND, count(1, 1)));
    }

    @Test
    void add_shouldBeginANewReplica_whenTheOldOneHasLivedLongEnough() {
        Duration life = Duration.ofHours(1);
        OutboxFixture mortal = new OutboxFixture(
                OutboxFixture.with(OutboxFixture.REQUESTS, new TopicLimits(100, Duration.ofMinutes(40), life)));
        for (int minute : List.of(0, 30, 60, 61)) {
            mortal.likeAt("ann", Duration.ofMinutes(minute).toMillis());
            mortal.run(Duration.ofMinutes(1).toMillis());
        }

        assertThat(mortal.outbox.topics()).isEqualTo(1);
        assertThat(mortal.queue.counted().replicas())
                .containsExactly(Map.entry(FIRST, count(3, 3)), Map.entry(SECOND, count(1, 1)));
        assertThat(mortal.answers).hasSize(4).containsOnly(new Acceptance.Accepted());
    }

    @Test
    void add_shouldNameEverybodyInPacketsWithinTheLimit_whenLikersAreRecorded() {
        OutboxFixture small = new OutboxFixture(OutboxFixture.with(new PackingConfig(16_384, 4, true, true)));
        small.like("first");
        for (int i = 0; i < 900; i++) {
            small.like(longName(i));
        }
        small.run(1_000);

        assertThat(small.answers).hasSize(901).containsOnly(new Acceptance.Accepted());
        assertThat(small.queue.sizes())
                .hasSizeGreaterThan(7)
                .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(16_384));
        assertThat(small.queue.taken().stream()
                        .flatMap(batch -> batch.topics().values().stream())
                        .flatMap(update -> update.intervals().values().stream())
                        .flatMap(interval -> interval.likers().keySet().stream()))
                .hasSize(901)
                .doesNotHaveDuplicates();
        assertThat(small.queue.counted().totals()).containsEntry("like", 901L);
    }

    private static String longName(int number) {
        return "m".repeat(120) + number;
    }

    private TopicUpdate update(int taken) {
        Batch batch = fixture.queue.taken().get(taken);
        return Objects.requireNonNull(batch.topics().get(OutboxFixture.VIDEO));
    }

    private Interval interval(int taken, Replica replica, long ordinal) {
        return Objects.requireNonNull(update(taken).intervals().get(new IntervalId(replica, ordinal)));
    }

    private static ReplicaCount count(long ordinal, long likes) {
        return new ReplicaCount(ordinal, Map.of("like", likes));
    }
}
