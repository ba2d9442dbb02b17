package io.groundswell.event.wire;

import io.groundswell.event.Archive;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.LatestState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads version 1 of the wire format. What stands there twice is merged, as it would be from two batches; of a field that an
 * object has twice the last one counts; unknown fields are left alone. Owner: whoever made it, for one batch.
 */
final class BatchReader {
    private final BatchText text;
    private final CountedReader counters;
    private final EntryReader entries;

    BatchReader(BatchText text) {
        this.text = text;
        this.counters = new CountedReader(text);
        this.entries = new EntryReader(text);
    }

    Batch read() throws IOException {
        Long version = null;
        long dequeued = 0;
        long dispatched = 0;
        Map<Topic, TopicUpdate> topics = Map.of();
        text.enterObject();
        for (String field = text.nextField(); field != null; field = text.nextField()) {
            switch (field) {
                case "v" -> version = version();
                case "dequeued" -> dequeued = text.number();
                case "dispatched" -> dispatched = text.number();
                case "topics" -> topics = topics();
                default -> text.passOver();
            }
        }
        var _ = text.required(version, "v", BatchText.NUMBER);
        return new Batch(new Batch.Stages(dequeued, dispatched), topics);
    }

    private long version() throws IOException {
        long version = text.number();
        if (version < 1 || version > BatchCodec.VERSION) {
            throw new InvalidEventException("batch.v: " + version + " (expected: 1 to " + BatchCodec.VERSION + ")");
        }
        return version;
    }

    private Map<Topic, TopicUpdate> topics() throws IOException {
        Map<Topic, TopicUpdate> topics = new HashMap<>();
        text.enterArray();
        while (text.nextElement()) {
            topic(topics);
        }
        return topics;
    }

    private void topic(Map<Topic, TopicUpdate> topics) throws IOException {
        String topic = null;
        Map<Replica, ReplicaCount> replicas = Map.of();
        Map<String, Archive> archives = Map.of();
        Map<IntervalId, Interval> intervals = Map.of();
        LatestState latest = LatestState.EMPTY;
        DurableEvents durable = DurableEvents.EMPTY;
        text.enterObject();
        for (String field = text.nextField(); field != null; field = text.nextField()) {
            switch (field) {
                case "topic" -> topic = text.text();
                case "counted" -> replicas = counters.replicas();
                case "archived" -> archives = counters.archives();
                case "intervals" -> intervals = counters.intervals();
                case "latest" -> latest = entries.latest();
                case "durable" -> durable = entries.durable();
                default -> text.passOver();
            }
        }
        Topic named = Topic.parse(text.required(topic, "topic", BatchText.STRING));
        CountedState counted = new CountedState(replicas, archives);
        topics.merge(named, new TopicUpdate(counted, intervals, latest, durable), TopicUpdate::merge);
    }
}
