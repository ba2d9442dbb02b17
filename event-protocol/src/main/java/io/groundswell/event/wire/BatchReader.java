package io.groundswell.event.wire;

import io.groundswell.event.Archive;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.LatestKey;
import io.groundswell.event.LatestState;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Register;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.util.HashMap;
import java.util.Map;

/** Reads version 1 of the wire format. What stands there twice is merged, as it would be from two batches. */
final class BatchReader {
    static Batch read(Fields batch) {
        Map<Topic, TopicUpdate> topics = new HashMap<>();
        for (Fields topic : batch.objects("topics")) {
            topics.merge(Topic.parse(topic.text("topic")), update(topic), TopicUpdate::merge);
        }
        return new Batch(
                new Batch.Stages(batch.optionalNumber("dequeued"), batch.optionalNumber("dispatched")), topics);
    }

    private static TopicUpdate update(Fields topic) {
        return new TopicUpdate(counted(topic), intervals(topic), latest(topic), durable(topic));
    }

    private static CountedState counted(Fields topic) {
        Map<Replica, ReplicaCount> replicas = new HashMap<>();
        for (Fields entry : topic.objects("counted")) {
            replicas.merge(
                    replica(entry), new ReplicaCount(entry.number("n"), entry.numbers("counts")), ReplicaCount::merge);
        }
        Map<String, Archive> archives = new HashMap<>();
        for (Fields entry : topic.objects("archived")) {
            archives.merge(
                    entry.text("region"), new Archive(entry.number("before"), entry.numbers("counts")), Archive::merge);
        }
        return new CountedState(replicas, archives);
    }

    private static Map<IntervalId, Interval> intervals(Fields topic) {
        Map<IntervalId, Interval> intervals = new HashMap<>();
        for (Fields entry : topic.objects("intervals")) {
            intervals.merge(
                    new IntervalId(replica(entry), entry.number("n")),
                    new Interval(entry.texts("actors"), entry.number("first"), entry.number("last"), likers(entry)),
                    Interval::merge);
        }
        return intervals;
    }

    private static Map<String, MemberLike> likers(Fields interval) {
        Map<String, MemberLike> likers = new HashMap<>();
        long first = interval.number("first");
        interval.optionalObjects("likers")
                .forEach((reaction, delays) -> delays.numbers()
                        .forEach((member, delay) ->
                                likers.merge(member, new MemberLike(reaction, first + delay), MemberLike::merge)));
        return likers;
    }

    private static Replica replica(Fields entry) {
        return new Replica(entry.text("region"), entry.text("replica"));
    }

    private static LatestState latest(Fields topic) {
        Map<LatestKey, Register> registers = new HashMap<>();
        for (Fields entry : topic.objects("latest")) {
            registers.merge(
                    new LatestKey(EventKind.ofWireName(entry.text("kind")), entry.text("key")),
                    new Register(entry.json("value"), entry.number("at"), entry.text("writer")),
                    Register::merge);
        }
        return new LatestState(registers);
    }

    private static DurableEvents durable(Fields topic) {
        return DurableEvents.of(topic.objects("durable").stream()
                .map(entry -> new DurableEvent(
                        new EventId(entry.text("id")),
                        EventKind.ofWireName(entry.text("kind")),
                        entry.text("actor"),
                        entry.number("at"),
                        entry.optionalNumber("dispatched"),
                        entry.objectJson("content")))
                .toList());
    }

    private BatchReader() {}
}
