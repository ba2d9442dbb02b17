package io.groundswell.likes.accept;

import static io.groundswell.likes.accept.FakeQueue.Fate.ACCEPT;
import static io.groundswell.likes.accept.FakeQueue.Fate.LEAVE_OUT;
import static io.groundswell.likes.accept.FakeQueue.Fate.LOSE_ANSWER;
import static io.groundswell.likes.accept.FakeQueue.Fate.LOSE_MESSAGE;
import static io.groundswell.likes.accept.FakeQueue.Fate.REFUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Batch;
import io.groundswell.event.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PackerTest {
    private final OutboxFixture fixture = new OutboxFixture();

    @Test
    void offer_shouldPutQuietTopicsIntoOnePacket_whenTheyComeInOneTurn() {
        likesInOneTurn(topics(50), 1);
        fixture.run(20);

        assertThat(fixture.queue.calls())
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .singleElement()
                        .satisfies(message -> assertThat(message.group()).isEmpty()));
        assertThat(taken(0).topics()).hasSize(50);
        assertThat(fixture.answers).hasSize(50).containsOnly(new Acceptance.Accepted());
    }

    @Test
    void offer_shouldGiveABusyTopicAPacketOfItsOwn_inTheSameCall() {
        for (int i = 0; i < 100; i++) {
            publish(Topic.video("busy"));
        }
        publish(Topic.video("quiet"));
        publish(Topic.video("calm"));
        fixture.run(0);

        assertThat(fixture.queue.calls())
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .extracting(Message::group)
                        .containsExactly(Optional.of("video:busy"), Optional.empty()));
    }

    @Test
    void offer_shouldNameNoGroup_whenThatIsOff() {
        OutboxFixture plain = new OutboxFixture(OutboxFixture.with(new PackingConfig(65_536, 4, false, true)));
        plain.like("ann");

        assertThat(plain.queue.calls().getFirst().getFirst().group()).isEmpty();
    }

    @Test
    void offer_shouldNameAGroupThatSqsTakes_whenTheTopicIsTheLongest() {
        fixture.like(Topic.video("v".repeat(128)), "ann");

        assertThat(fixture.queue.calls().getFirst().getFirst().group()).contains("v".repeat(128));
    }

    @Test
    void offer_shouldFillPacketsAndCallsToTheirBounds_whenMuchWaits() {
        OutboxFixture small = new OutboxFixture(OutboxFixture.with(new PackingConfig(16_384, 1, true, true)));
        small.like(Topic.video("first"), "ann");
        for (int i = 0; i < 300; i++) {
            small.outbox.like(
                    Topic.video("v".repeat(100) + i % 60),
                    new Like("like", "m".repeat(100) + i, 1),
                    small.answers::add);
        }
        small.run(1_000);

        assertThat(small.answers).hasSize(301).containsOnly(new Acceptance.Accepted());
        assertThat(small.queue.sizes()).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(16_384));
        assertThat(small.queue.calls()).hasSize(2);
        assertThat(small.queue.calls().get(1)).hasSizeBetween(5, MessageQueue.MOST_MESSAGES);
    }

    @Test
    void offer_shouldKeepCallsWithinTheirBytes_whenPacketsAreLarge() {
        OutboxFixture large = new OutboxFixture(
                OutboxFixture.with(new RequestLimits(1_000, 100_000_000, 1_000, 100), OutboxFixture.TOPICS));
        for (int i = 0; i < 20; i++) {
            large.outbox.event(
                    OutboxFixture.VIDEO, large.event("{\"text\":\"" + "x".repeat(60_000) + "\"}"), large.answers::add);
        }
        large.run(100);

        assertThat(large.answers).hasSize(20).containsOnly(new Acceptance.Accepted());
        assertThat(large.queue.calls())
                .hasSize(5)
                .allSatisfy(call -> assertThat(
                                call.stream().mapToInt(Message::bytes).sum())
                        .isLessThanOrEqualTo(MessageQueue.MOST_BYTES));
    }

    @Test
    void offer_shouldPackMoreDensely_whenCallsAreUnderWay() {
        for (int i = 0; i < 40; i++) {
            fixture.like(Topic.video("video-" + i), "ann");
        }
        assertThat(fixture.queue.calls()).hasSize(4);

        fixture.run(20);

        assertThat(fixture.queue.calls()).hasSize(5);
        assertThat(taken(4).topics()).hasSize(36);
        assertThat(fixture.answers).hasSize(40);
    }

    @Test
    void settled_shouldRepeatExactlyTheEntriesThatWereLeftOut() {
        fixture.queue.next(ACCEPT, LEAVE_OUT, ACCEPT);
        List<Topic> topics = topics(3);
        for (Topic topic : topics) {
            Collections.nCopies(70, topic).forEach(this::publish);
        }
        fixture.run(10);
        assertThat(fixture.answers).hasSize(140);

        fixture.run(1_000);

        assertThat(fixture.queue.calls()).hasSize(2);
        assertThat(fixture.queue.calls().get(1))
                .containsExactly(fixture.queue.calls().getFirst().get(1));
        assertThat(fixture.answers).hasSize(210).containsOnly(new Acceptance.Accepted());
        assertThat(fixture.queue.counted().totals()).containsEntry("like", 210L);
    }

    @Test
    void settled_shouldRefuseAndTakeOutOfTheCount_whenAnEntryWasLeftOutEveryTime() {
        fixture.queue.next(LEAVE_OUT, LEAVE_OUT, LEAVE_OUT);
        fixture.like("ann");
        fixture.run(1_000);
        fixture.like("bob");
        fixture.run(1_000);

        assertThat(fixture.queue.attempts()).hasSize(4);
        assertThat(fixture.answers).containsExactly(new Acceptance.QueueUnavailable(), new Acceptance.Accepted());
        assertThat(fixture.queue.counted().totals()).containsEntry("like", 1L);
        assertThat(fixture.queue.counted().replicas()).hasSize(1);
    }

    @Test
    void settled_shouldDoubt_whenAnEntryWasLeftOutBehindAnAttemptOfUnknownOutcome() {
        fixture.queue.next(LOSE_MESSAGE, LEAVE_OUT, LEAVE_OUT);
        fixture.like("ann");
        fixture.run(1_000);

        assertThat(fixture.answers).containsExactly(new Acceptance.OutcomeUnknown());
    }

    @Test
    void settled_shouldTellEveryTopicOfAPacket_whenItsOutcomeStaysUnknown() {
        fixture.queue.next(LOSE_ANSWER, LOSE_ANSWER, REFUSE);
        likesInOneTurn(topics(3), 1);
        fixture.run(1_000);
        likesInOneTurn(topics(3), 1);
        fixture.run(1_000);

        assertThat(fixture.answers.subList(0, 3)).containsOnly(new Acceptance.OutcomeUnknown());
        assertThat(fixture.answers.subList(3, 6)).containsOnly(new Acceptance.Accepted());
        assertThat(fixture.queue.counted().replicas())
                .as("another replica each")
                .hasSize(6);
    }

    @Test
    void turn_shouldLetARepeatedPacketGoFirst_whenCallsWereAllUnderWay() {
        fixture.queue.next(LEAVE_OUT);
        fixture.like("ann");
        fixture.run(9);
        for (int i = 0; i < 200; i++) {
            fixture.like(Topic.video("video-" + i), "ann");
            fixture.run(1);
        }

        int repeated =
                fixture.queue.attempts().lastIndexOf(fixture.queue.attempts().getFirst());
        assertThat(fixture.queue.attemptedAtMillis().get(repeated)).isBetween(60L, 125L);
    }

    private void likesInOneTurn(List<Topic> topics, int each) {
        for (Topic topic : topics) {
            Collections.nCopies(each, topic).forEach(this::publish);
        }
    }

    private void publish(Topic topic) {
        fixture.outbox.like(topic, new Like("like", "ann", 1_000), fixture.answers::add);
    }

    private static List<Topic> topics(int count) {
        List<Topic> topics = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            topics.add(Topic.video("video-" + i));
        }
        return topics;
    }

    private Batch taken(int call) {
        return fixture.queue.taken().get(call);
    }
}
