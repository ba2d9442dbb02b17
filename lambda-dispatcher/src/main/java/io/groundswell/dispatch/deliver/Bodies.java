package io.groundswell.dispatch.deliver;

import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.LatestState;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A batch as request bodies, each within a limit. Where one would be too large it is halved, by topics and then within the
 * topic, as often as it takes: merged again, the parts are the whole.
 */
final class Bodies {
    /** @param topics what the body speaks of */
    record Body(Set<Topic> topics, ByteBuffer json) {}

    /** @param limit in bytes; a single item above it is a body nevertheless, for the node to refuse */
    static List<Body> of(Batch batch, int limit) {
        byte[] bytes = BatchCodec.encode(batch);
        List<Batch> halves = bytes.length <= limit ? List.of() : halves(batch);
        if (halves.size() < 2) {
            return List.of(new Body(batch.topics().keySet(), ByteBuffer.wrap(bytes)));
        }
        return halves.stream().flatMap(half -> of(half, limit).stream()).toList();
    }

    private static List<Batch> halves(Batch batch) {
        Stream<Map<Topic, TopicUpdate>> halves = batch.topics().size() > 1
                ? halves(batch.topics()).stream()
                : batch.topics().entrySet().stream()
                        .flatMap(only -> halves(only.getValue()).stream().map(half -> Map.of(only.getKey(), half)));
        return halves.map(topics -> new Batch(batch.stages(), topics)).toList();
    }

    private static List<TopicUpdate> halves(TopicUpdate update) {
        List<TopicUpdate> items = new ArrayList<>();
        update.counted()
                .replicas()
                .forEach((replica, count) -> items.add(TopicUpdate.counted(CountedState.of(replica, count), Map.of())));
        update.intervals()
                .forEach((id, interval) -> items.add(TopicUpdate.counted(CountedState.EMPTY, Map.of(id, interval))));
        update.latest()
                .registers()
                .forEach((key, register) -> items.add(TopicUpdate.latest(new LatestState(Map.of(key, register)))));
        update.durable().all().forEach(event -> items.add(TopicUpdate.durable(DurableEvents.of(event))));
        int middle = items.size() / 2;
        return Stream.of(items.subList(0, middle), items.subList(middle, items.size()))
                .filter(half -> !half.isEmpty())
                .map(half -> half.stream().reduce(TopicUpdate.EMPTY, TopicUpdate::merge))
                .toList();
    }

    private static List<Map<Topic, TopicUpdate>> halves(Map<Topic, TopicUpdate> topics) {
        Map<Topic, TopicUpdate> first = new TreeMap<>();
        Map<Topic, TopicUpdate> second = new TreeMap<>();
        topics.forEach((topic, update) -> (first.size() < topics.size() / 2 ? first : second).put(topic, update));
        return List.of(first, second);
    }

    private Bodies() {}
}
