package io.groundswell.lambda;

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
import io.groundswell.event.MemberLike;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.util.List;
import java.util.Map;

/** What the API sends, as the function gets it. */
final class Messages {
    private static final String REGION = "us-east-1";

    /** A like of one member, counted by a replica that begins at the given time. */
    static String like(Topic topic, String replica, long begun) {
        Replica counter = Replica.begin(REGION, replica, 1, begun);
        Interval interval = new Interval(List.of("ann"), begun, begun, Map.of("ann", new MemberLike("like", begun)));
        return body(
                topic,
                TopicUpdate.counted(
                        CountedState.of(counter, new ReplicaCount(1, Map.of("like", 1L))),
                        Map.of(new IntervalId(counter, 1), interval)));
    }

    static String comment(Topic topic, int number) {
        long now = System.currentTimeMillis();
        EventId id = EventId.of(new Ulid(Ulid.min(now).getMostSignificantBits(), number), REGION);
        String content = "{\"text\":\"number " + number + "\"}";
        return body(
                topic,
                TopicUpdate.durable(DurableEvents.of(new DurableEvent(id, EventKind.COMMENT, "ann", now, 0, content))));
    }

    /** The first one is {@code m0}. */
    static SQSEvent event(List<String> bodies) {
        SQSEvent event = new SQSEvent();
        event.setRecords(
                bodies.stream().map(body -> message(bodies.indexOf(body), body)).toList());
        return event;
    }

    private static SQSMessage message(int number, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m" + number);
        message.setReceiptHandle("h" + number);
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        return message;
    }

    private static String body(Topic topic, TopicUpdate update) {
        return BatchCodec.encodeToString(Batch.of(topic, update));
    }

    private Messages() {}
}
