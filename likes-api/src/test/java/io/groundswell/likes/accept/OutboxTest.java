package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import io.groundswell.likes.metrics.ApiMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final OutboxConfig SMALL = OutboxFixture.with(
            new RequestLimits(3, 1_000_000, 50, 2), new TopicLimits(2, Duration.ofMinutes(1), Duration.ofDays(1)));

    @Test
    void like_shouldReachTheLoopThatOwnsTheTopic_whenItComesFromElsewhere() {
        OutboxFixture fixture = new OutboxFixture();
        List<Acceptance> answers = new ArrayList<>();

        fixture.outbox.like(OutboxFixture.VIDEO, new Like("like", "ann", 1_000), answers::add);

        assertThat(fixture.queue.attempts()).isEmpty();
        fixture.loop.run();
        assertThat(fixture.queue.attempts()).hasSize(1);
        fixture.run(10);
        assertThat(answers).containsExactly(new Acceptance.Accepted());
    }

    @Test
    void like_shouldBeRefusedAtOnce_whenTooManyRequestsAreUnderWay() {
        OutboxFixture fixture = new OutboxFixture(SMALL);
        for (int i = 0; i < 4; i++) {
            fixture.like("ann");
        }

        assertThat(fixture.answers).singleElement().isInstanceOf(Acceptance.Overloaded.class);
        assertThat(fixture.outbox.waiting()).isEqualTo(3);
    }

    @Test
    void like_shouldBeRefusedAtOnce_whenThoseUnderWayHoldTooManyBytes() {
        OutboxFixture fixture =
                new OutboxFixture(OutboxFixture.with(new RequestLimits(1_000, 1_000, 50, 2), OutboxFixture.TOPICS));
        for (int i = 0; i < 7; i++) {
            fixture.like("ann");
        }
        assertThat(fixture.answers).isEmpty();

        fixture.comment("{\"text\":\"" + "x".repeat(500) + "\"}");

        assertThat(fixture.answers)
                .singleElement()
                .isEqualTo(new Acceptance.Overloaded("bytes under way: 1000 (expected: fewer than that)"));
        fixture.run(100);
        fixture.comment("{\"text\":\"" + "x".repeat(500) + "\"}");
        fixture.run(100);
        assertThat(fixture.answers).hasSize(9).endsWith(new Acceptance.Accepted());
        assertThat(fixture.registry.get("groundswell.api.bytes.waiting").gauge().value())
                .isZero();
    }

    @Test
    void like_shouldBeTaken_whenEarlierRequestsHaveBeenAnswered() {
        OutboxFixture fixture = new OutboxFixture(SMALL);
        for (int i = 0; i < 3; i++) {
            fixture.like("ann");
        }
        fixture.run(100);

        fixture.like("bob");
        fixture.run(100);

        assertThat(fixture.answers).hasSize(4).containsOnly(new Acceptance.Accepted());
        assertThat(fixture.outbox.waiting()).isZero();
    }

    @Test
    void like_shouldBeRefused_whenEveryTopicHasSomethingUnderWay() {
        OutboxFixture fixture = new OutboxFixture(SMALL);
        fixture.like(Topic.video("a"), "ann");
        fixture.like(Topic.video("b"), "ann");

        fixture.like(Topic.video("c"), "ann");

        assertThat(fixture.answers).singleElement().isInstanceOf(Acceptance.Overloaded.class);
        assertThat(fixture.outbox.waiting()).isEqualTo(2);
    }

    @Test
    void like_shouldPushOutTheLongestUnusedTopic_whenThatIsQuiet() {
        OutboxFixture fixture = new OutboxFixture(SMALL);
        fixture.like(Topic.video("a"), "ann");
        fixture.like(Topic.video("b"), "ann");
        fixture.run(100);

        fixture.like(Topic.video("c"), "ann");
        fixture.run(100);

        assertThat(fixture.answers).hasSize(3).containsOnly(new Acceptance.Accepted());
        assertThat(fixture.outbox.topics()).isEqualTo(2);
    }

    @Test
    void topics_shouldBeForgotten_whenIdle() {
        OutboxFixture fixture = new OutboxFixture();
        fixture.like("ann");
        fixture.run(20_000);
        assertThat(fixture.outbox.topics()).isEqualTo(1);

        fixture.run(90_000);

        assertThat(fixture.outbox.topics()).isZero();
    }

    @Test
    void like_shouldBeginANewReplica_whenItsTopicWasForgotten() {
        OutboxFixture fixture = new OutboxFixture();
        fixture.like("ann");
        fixture.run(120_000);

        fixture.like("bob");
        fixture.run(10);

        assertThat(fixture.queue.counted().replicas()).hasSize(2);
        assertThat(fixture.queue.counted().totals()).containsEntry("like", 2L);
    }

    @Test
    void awaitQuiet_shouldSayWhetherEverythingIsAnswered() throws InterruptedException {
        OutboxFixture fixture = new OutboxFixture();
        fixture.like("ann");

        assertThat(fixture.outbox.awaitQuiet(Duration.ZERO)).isFalse();
        fixture.run(10);
        assertThat(fixture.outbox.awaitQuiet(Duration.ZERO)).isTrue();
        assertThat(fixture.outbox.waiting()).isZero();
    }

    @Test
    void topics_shouldStayWithinTheirBound_whenAMillionAreSeen() {
        int bound = 1_000;
        VirtualLoop loop = new VirtualLoop();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        long[] accepted = new long[1];
        Outbox outbox = Outbox.over(
                List.of(loop),
                new ForgetfulQueue(loop),
                OutboxFixture.with(
                        OutboxFixture.REQUESTS, new TopicLimits(bound, Duration.ofMinutes(1), Duration.ofDays(1))),
                new ReplicaIds("eu-west-1", "boot", () -> Instant.EPOCH),
                new Outbox.Instruments(new Random(1), new ApiMetrics(registry)));

        for (int i = 0; i < 1_000_000; i++) {
            outbox.like(Topic.video("video-" + i), new Like("like", "ann", 1_000), acceptance -> {
                accepted[0] += acceptance instanceof Acceptance.Accepted ? 1 : 0;
            });
            if (i % 500 == 499) {
                loop.runFor(Duration.ofMillis(3));
                assertThat(outbox.topics()).isLessThanOrEqualTo(bound);
            }
        }
        loop.runFor(Duration.ofSeconds(10));

        assertThat(accepted[0]).isEqualTo(1_000_000);
        assertThat(registry.get("groundswell.api.topics.forgotten").counter().count())
                .isEqualTo(1_000_000 - bound);
        loop.runFor(Duration.ofMinutes(2));
        assertThat(outbox.topics()).isZero();
        assertThat(loop.waiting()).as("timers left behind").isZero();
    }

    /** Takes everything within a millisecond and keeps nothing of it. */
    private record ForgetfulQueue(VirtualLoop loop) implements MessageQueue {
        @Override
        public void send(List<Message> messages, Consumer<List<SendOutcome>> outcomes) {
            loop.schedule(
                    () -> outcomes.accept(Collections.nCopies(messages.size(), new SendOutcome.Accepted())),
                    Duration.ofMillis(1));
        }

        @Override
        public void close() {}
    }

    @Test
    void like_shouldBeMeasured() {
        OutboxFixture fixture = new OutboxFixture(SMALL);
        for (int i = 0; i < 4; i++) {
            fixture.like("ann");
        }

        assertThat(fixture.registry
                        .get("groundswell.api.requests.overloaded")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(fixture.registry
                        .get("groundswell.api.requests.waiting")
                        .gauge()
                        .value())
                .isEqualTo(3);
        assertThat(fixture.registry.get("groundswell.api.topics").gauge().value())
                .isEqualTo(1);
    }
}
