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
    static final RequestLimits REQUESTS = new RequestLimits(1_000, 1_000_000, 50, 2);
    static final TopicLimits TOPICS = new TopicLimits(100, Duration.ofMinutes(1), Duration.ofDays(1));
    static final PackingConfig PACKING = new PackingConfig(65_536, 4, true, true);
    static final OutboxConfig CONFIG =
            new OutboxConfig(1, new RetryPolicy(3, Duration.ofMillis(100)), PACKING, REQUESTS, TOPICS);

    final VirtualLoop loop = new VirtualLoop();
    final FakeQueue queue;
    final Outbox outbox;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Acceptance> answers = new ArrayList<>();
    private int events;

    OutboxFixture() {
        this(CONFIG, QUEUE_DELAY);
    }

    OutboxFixture(OutboxConfig config) {
        this(config, QUEUE_DELAY);
    }

    OutboxFixture(OutboxConfig config, Duration queueDelay) {
        this(config, queueDelay, "boot");
    }

    /** @param bootId of this process, where there are several */
    OutboxFixture(OutboxConfig config, Duration queueDelay, String bootId) {
        queue = new FakeQueue(loop, queueDelay);
        outbox = Outbox.over(
                List.of(loop),
                queue,
                config,
                new ReplicaIds("eu-west-1", bootId, () -> Instant.EPOCH),
                new Outbox.Instruments(new Random(1), new ApiMetrics(registry)));
    }

    static OutboxConfig with(RequestLimits requests, TopicLimits topics) {
        return new OutboxConfig(1, CONFIG.retries(), PACKING, requests, topics);
    }

    static OutboxConfig with(PackingConfig packing) {
        return new OutboxConfig(1, CONFIG.retries(), packing, REQUESTS, TOPICS);
    }

    void like(String actor) {
        like(VIDEO, actor);
    }

    void like(Topic topic, String actor) {
        outbox.like(topic, new Like("like", actor, 1_000), answers::add);
        loop.run();
    }

    /** @param acceptedAt in milliseconds since 1970 */
    void likeAt(String actor, long acceptedAt) {
        outbox.like(VIDEO, new Like("like", actor, acceptedAt), answers::add);
        loop.run();
    }

    void comment(String content) {
        comment(VIDEO, content);
    }

    void comment(Topic topic, String content) {
        outbox.event(topic, event(content), answers::add);
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
