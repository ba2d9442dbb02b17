package io.groundswell.benchmarks.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.github.f4b6a3.ulid.Ulid;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What an API process sends: packets of one topic each, as full as they may be. Each event has a number of its own.
 *
 * @param topics how many take turns
 * @param packetBytes how large a packet may be
 * @param payload what a comment is to be as the value of {@code data:}, at least what its names take
 */
public record Packets(int topics, int packetBytes, int payload) {
    /** How many messages an invocation gets. */
    public static final int MESSAGES = 10;

    /** An invocation, and how many events it brings. */
    public record Invocation(SQSEvent event, int events) {}

    /** What events are. */
    public enum Kind {
        COMMENTS,
        LIKES
    }

    /** So many events, from number 0 on, as invocations of ten full packets; the last one may be smaller. */
    List<Invocation> of(Kind kind, int events) {
        int inAPacket =
                packetBytes / BatchCodec.encodeToString(packet(kind, 0, 0, 100)).length() * 100;
        List<Invocation> invocations = new ArrayList<>();
        int packet = 0;
        for (int from = 0; from < events; ) {
            List<SQSMessage> messages = new ArrayList<>();
            int first = from;
            while (messages.size() < MESSAGES && from < events) {
                int to = Math.min(events, from + inAPacket);
                messages.add(message(packet, BatchCodec.encodeToString(packet(kind, packet, from, to))));
                packet++;
                from = to;
            }
            SQSEvent event = new SQSEvent();
            event.setRecords(messages);
            invocations.add(new Invocation(event, from - first));
        }
        return invocations;
    }

    /** One event to an invocation. */
    List<Invocation> singles(Kind kind, int events) {
        return IntStream.range(0, events)
                .mapToObj(number -> {
                    SQSEvent event = new SQSEvent();
                    event.setRecords(List.of(
                            message(number, BatchCodec.encodeToString(packet(kind, number, number, number + 1)))));
                    return new Invocation(event, 1);
                })
                .toList();
    }

    /** Ten messages to an invocation, likes and comments by turns, one event in each, from number 0 on. */
    public List<Invocation> tens(int invocations) {
        return IntStream.range(0, invocations)
                .mapToObj(invocation -> {
                    SQSEvent event = new SQSEvent();
                    event.setRecords(IntStream.range(invocation * MESSAGES, (invocation + 1) * MESSAGES)
                            .mapToObj(number -> {
                                Kind kind = number % 2 == 0 ? Kind.LIKES : Kind.COMMENTS;
                                return message(
                                        number, BatchCodec.encodeToString(packet(kind, number, number, number + 1)));
                            })
                            .toList());
                    return new Invocation(event, MESSAGES);
                })
                .toList();
    }

    private Batch packet(Kind kind, int packet, int from, int to) {
        Topic topic = Topic.video("t" + packet % topics);
        return Batch.of(topic, kind == Kind.COMMENTS ? comments(topic, from, to) : likes(packet, from, to));
    }

    private TopicUpdate comments(Topic topic, int from, int to) {
        long now = System.currentTimeMillis();
        return TopicUpdate.durable(DurableEvents.of(IntStream.range(from, to)
                .mapToObj(number -> comment(topic, number, now))
                .toList()));
    }

    private DurableEvent comment(Topic topic, int number, long now) {
        EventId id = EventId.of(new Ulid(now << 16, number), Rows.REGION);
        String names = "{\"topic\":\"" + topic + "\",\"eventId\":\"" + id + "\",\"actor\":\"u\",\"at\":" + now
                + ",\"content\":{\"text\":\"" + Marks.of(number) + "\"}}";
        String content = "{\"text\":\"" + Marks.of(number) + "x".repeat(Math.max(0, payload - names.length())) + "\"}";
        return new DurableEvent(id, EventKind.COMMENT, "u", now, 0, content);
    }

    private static TopicUpdate likes(int packet, int from, int to) {
        long now = System.currentTimeMillis();
        Replica replica = new Replica(Rows.REGION, "load." + packet);
        List<String> actors = IntStream.range(from, to).mapToObj(Marks::of).toList();
        return TopicUpdate.counted(
                CountedState.of(replica, new ReplicaCount(1, Map.of("like", (long) (to - from)))),
                Map.of(new IntervalId(replica, 1), new Interval(actors, now, now)));
    }

    private static SQSMessage message(int number, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m" + number);
        message.setReceiptHandle("h" + number);
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        return message;
    }
}
