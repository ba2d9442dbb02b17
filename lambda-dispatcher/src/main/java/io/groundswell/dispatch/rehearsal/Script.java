package io.groundswell.dispatch.rehearsal;

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
import java.util.stream.IntStream;

/** Events that nobody sent: likes and comments by turns, on topics of their own. */
public final class Script {
    private static final String REGION = "us-east-1";
    private static final String NOBODY = "nobody";
    private static final int MESSAGES = 10;
    private static final int TOPICS = 4;

    /**
     * Ten messages.
     *
     * @param round from 1, of which each is another packet of the same counters
     * @param now in milliseconds since 1970
     */
    public static SQSEvent event(int round, long now) {
        SQSEvent event = new SQSEvent();
        event.setRecords(IntStream.range(0, MESSAGES)
                .mapToObj(number -> message(number, round, now))
                .toList());
        return event;
    }

    private static SQSMessage message(int number, int round, long now) {
        TopicUpdate update = number % 2 == 0 ? likes(number, round, now) : comment(number, now);
        SQSMessage message = new SQSMessage();
        message.setMessageId("rehearsal-" + number);
        message.setReceiptHandle("rehearsal-" + number);
        message.setBody(BatchCodec.encodeToString(Batch.of(Topic.video("rehearsal-" + number % TOPICS), update)));
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        return message;
    }

    private static TopicUpdate likes(int number, int round, long now) {
        Replica replica = Replica.begin(REGION, "rehearsal", number + 1, now);
        Interval interval = new Interval(List.of(NOBODY), now, now, Map.of(NOBODY, new MemberLike("like", now)));
        return TopicUpdate.counted(
                CountedState.of(replica, new ReplicaCount(round, Map.of("like", (long) round))),
                Map.of(new IntervalId(replica, round), interval));
    }

    private static TopicUpdate comment(int number, long now) {
        EventId id = EventId.of(new Ulid(Ulid.min(now).getMostSignificantBits(), number), REGION);
        return TopicUpdate.durable(DurableEvents.of(
                new DurableEvent(id, EventKind.COMMENT, NOBODY, now, 0, "{\"text\":\"a rehearsal\"}")));
    }

    private Script() {}
}
