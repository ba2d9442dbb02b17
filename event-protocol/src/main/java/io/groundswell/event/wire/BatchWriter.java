package io.groundswell.event.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.groundswell.event.Archive;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.LatestKey;
import io.groundswell.event.LatestState;
import io.groundswell.event.Register;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes one batch as JSON; empty states are left out. */
final class BatchWriter {
    private final JsonGenerator json;

    BatchWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Batch batch) throws IOException {
        json.writeStartObject();
        json.writeNumberField("v", BatchCodec.VERSION);
        stage("dequeued", batch.stages().dequeued());
        stage("dispatched", batch.stages().dispatched());
        json.writeArrayFieldStart("topics");
        for (Map.Entry<Topic, TopicUpdate> topic : batch.topics().entrySet()) {
            topic(topic.getKey(), topic.getValue());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void stage(String name, long millis) throws IOException {
        if (millis != 0) {
            json.writeNumberField(name, millis);
        }
    }

    private void topic(Topic topic, TopicUpdate update) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", topic.toString());
        counted(update.counted());
        archived(update.counted());
        intervals(update.intervals());
        latest(update.latest());
        durable(update.durable());
        json.writeEndObject();
    }

    private void counted(CountedState counted) throws IOException {
        if (counted.replicas().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("counted");
        for (Map.Entry<Replica, ReplicaCount> entry : counted.replicas().entrySet()) {
            json.writeStartObject();
            replica(entry.getKey());
            json.writeNumberField("n", entry.getValue().ordinal());
            counts(entry.getValue().counts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void archived(CountedState counted) throws IOException {
        if (counted.archives().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("archived");
        for (Map.Entry<String, Archive> entry : counted.archives().entrySet()) {
            json.writeStartObject();
            json.writeStringField("region", entry.getKey());
            json.writeNumberField("before", entry.getValue().before());
            counts(entry.getValue().counts());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void counts(Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private void intervals(Map<IntervalId, Interval> intervals) throws IOException {
        if (intervals.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("intervals");
        for (Map.Entry<IntervalId, Interval> entry : intervals.entrySet()) {
            json.writeStartObject();
            replica(entry.getKey().replica());
            json.writeNumberField("n", entry.getKey().ordinal());
            json.writeNumberField("first", entry.getValue().firstAt());
            json.writeNumberField("last", entry.getValue().lastAt());
            json.writeArrayFieldStart("actors");
            for (String actor : entry.getValue().actors()) {
                json.writeString(actor);
            }
            json.writeEndArray();
            likers(entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** By reaction, then member, so that each costs its name and a few digits: how long after the first like it was. */
    private void likers(Interval interval) throws IOException {
        if (interval.likers().isEmpty()) {
            return;
        }
        Map<String, Map<String, Long>> delays = new TreeMap<>();
        interval.likers()
                .forEach((member, like) -> delays.computeIfAbsent(like.reaction(), none -> new TreeMap<>())
                        .put(member, like.acceptedAt() - interval.firstAt()));
        json.writeObjectFieldStart("likers");
        for (Map.Entry<String, Map<String, Long>> reaction : delays.entrySet()) {
            json.writeObjectFieldStart(reaction.getKey());
            for (Map.Entry<String, Long> member : reaction.getValue().entrySet()) {
                json.writeNumberField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void replica(Replica replica) throws IOException {
        json.writeStringField("region", replica.region());
        json.writeStringField("replica", replica.id());
    }

    private void latest(LatestState latest) throws IOException {
        if (latest.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("latest");
        for (Map.Entry<LatestKey, Register> entry : latest.registers().entrySet()) {
            json.writeStartObject();
            json.writeStringField("kind", entry.getKey().kind().wireName());
            json.writeStringField("key", entry.getKey().key());
            json.writeFieldName("value");
            json.writeRawValue(entry.getValue().value());
            json.writeNumberField("at", entry.getValue().millis());
            json.writeStringField("writer", entry.getValue().writer());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void durable(DurableEvents durable) throws IOException {
        if (durable.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("durable");
        for (DurableEvent event : durable.all()) {
            json.writeStartObject();
            json.writeStringField("id", event.id().value());
            json.writeStringField("kind", event.kind().wireName());
            json.writeStringField("actor", event.actor());
            json.writeNumberField("at", event.acceptedAt());
            stage("dispatched", event.dispatchedAt());
            json.writeFieldName("content");
            json.writeRawValue(event.content());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
