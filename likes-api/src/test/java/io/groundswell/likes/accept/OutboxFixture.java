package io.groundswell.likes.accept;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Topic;
import io.groundswell.likes.metrics.ApiMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An outbox over one virtual loop and a fake queue that takes 10 ms. */
final class OutboxFixture {
    static final Topic VIDEO = Topic.video("42");
    static final Duration QUEUE_DELAY = Duration.ofMillis(10);
    static final OutboxLimits LIMITS = new OutboxLimits(1_000, 100, Duration.ofMinutes(1), 50, 2);

    final VirtualLoop loop = new VirtualLoop();
    final FakeQueue queue;
    final Outbox outbox;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Acceptance> answers = new ArrayList<>();
    private int events;

    OutboxFixture() {
        this(LIMITS, 1, QUEUE_DELAY);
    }

    OutboxFixture(OutboxLimits limits) {
        this(limits, 1, QUEUE_DELAY);
    }

    OutboxFixture(OutboxLimits limits, int processes, Duration queueDelay) {
        queue = new FakeQueue(loop, queueDelay);
        outbox = Outbox.over(
                List.of(loop),
                queue,
                new OutboxConfig(processes, new RetryPolicy(3, Duration.ofMillis(100)), limits),
                new ReplicaIds("eu-west-1", "boot", () -> Instant.EPOCH),
                new Outbox.Instruments(new Random(1), new ApiMetrics(registry)));
    }

    void like(String actor) {
        like(VIDEO, actor);
    }

    void like(Topic topic, String actor) {
        outbox.like(topic, new Like("like", actor, 1_000), answers::add);
        loop.run();
    }

    void comment(String content) {
        outbox.event(VIDEO, event(content), answers::add);
        loop.run();
    }

    DurableEvent event(String content) {
        return event(events++, content);
    }

    static DurableEvent event(int number, String content) {
        EventId id = new EventId("01J%023d.eu-west-1".formatted(number));
        return new DurableEvent(id, EventKind.COMMENT, "ann", 1_000, 0, content);
    }

    void run(long millis) {
        loop.runFor(Duration.ofMillis(millis));
    }
}
