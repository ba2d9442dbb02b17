package io.groundswell.likes.accept;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Where everything that is published goes in: finds the loop that owns the topic and bounds what is under way. Any thread
 * may use it. The bound holds for what waits to reach a loop too, so no loop's queue grows beyond it.
 */
public final class Outbox {
    private final List<OutboxShard> shards;
    private final int mostTopics;
    private final Room room;
    private final ApiMetrics metrics;

    private Outbox(List<OutboxShard> shards, OutboxConfig config, ApiMetrics metrics) {
        this.shards = shards;
        this.mostTopics = config.topics().most();
        this.room = new Room(config.requests());
        this.metrics = metrics;
    }

    /** @param loops what topics are spread over, at least one */
    public static Outbox over(
            List<Loop> loops, MessageQueue queue, OutboxConfig config, ReplicaIds ids, Instruments instruments) {
        int topicsPerLoop = Math.ceilDiv(config.topics().most(), loops.size());
        List<OutboxShard> shards = loops.stream()
                .map(loop -> {
                    Lane lane = new Lane(loop, new Packer(loop, queue, config, instruments), config, ids);
                    return new OutboxShard(lane, topicsPerLoop, instruments.metrics());
                })
                .toList();
        Outbox outbox = new Outbox(shards, config, instruments.metrics());
        instruments.metrics().gauge(ApiMetric.TOPICS, outbox, Outbox::topics);
        instruments.metrics().gauge(ApiMetric.REQUESTS_WAITING, outbox, Outbox::waiting);
        instruments.metrics().gauge(ApiMetric.BYTES_WAITING, outbox.room, Room::bytesTaken);
        return outbox;
    }

    /**
     * What the outbox is measured and varied by.
     *
     * @param random spreads repeated attempts; any thread may use it
     */
    public record Instruments(RandomGenerator random, ApiMetrics metrics) {}

    /** @param answer called once, when the like's fate is known, on any thread */
    public void like(Topic topic, Like like, Consumer<Acceptance> answer) {
        publish(
                topic,
                like.heldBytes(),
                answer,
                (outbox, settled) -> outbox.likes().add(like, settled));
    }

    /** @param answer called once, when the event's fate is known, on any thread */
    public void event(Topic topic, DurableEvent event, Consumer<Acceptance> answer) {
        publish(
                topic,
                EventGroup.bytesOf(event),
                answer,
                (outbox, settled) -> outbox.events().add(event, settled));
    }

    /** How many topics are held. */
    public int topics() {
        return shards.stream().mapToInt(OutboxShard::size).sum();
    }

    /** How many requests have not been answered. */
    public int waiting() {
        return room.requestsTaken();
    }

    /**
     * Waits until everything taken in has been answered.
     *
     * @return whether it has, within the time
     */
    public boolean awaitQuiet(Duration time) throws InterruptedException {
        return room.awaitEmpty(time);
    }

    private void publish(
            Topic topic, int bytes, Consumer<Acceptance> answer, BiConsumer<TopicOutbox, Consumer<Acceptance>> add) {
        Optional<Acceptance.Overloaded> full = room.take(bytes);
        if (full.isPresent()) {
            metrics.count(ApiMetric.REQUESTS_OVERLOADED);
            answer.accept(full.get());
            return;
        }
        Consumer<Acceptance> settled = acceptance -> settle(acceptance, bytes, answer);
        OutboxShard shard = shards.get(Math.floorMod(topic.hashCode(), shards.size()));
        if (shard.loop().isCurrent()) {
            add(shard, topic, settled, add);
        } else {
            shard.loop().execute(() -> add(shard, topic, settled, add));
        }
    }

    private void add(
            OutboxShard shard,
            Topic topic,
            Consumer<Acceptance> settled,
            BiConsumer<TopicOutbox, Consumer<Acceptance>> add) {
        Optional<TopicOutbox> outbox = shard.find(topic);
        if (outbox.isPresent()) {
            add.accept(outbox.get(), settled);
        } else {
            settled.accept(
                    new Acceptance.Overloaded("topics under way: " + mostTopics + " (expected: fewer than that)"));
        }
    }

    private void settle(Acceptance acceptance, int bytes, Consumer<Acceptance> answer) {
        room.giveBack(bytes);
        if (acceptance instanceof Acceptance.Overloaded) {
            metrics.count(ApiMetric.REQUESTS_OVERLOADED);
        }
        answer.accept(acceptance);
    }
}
