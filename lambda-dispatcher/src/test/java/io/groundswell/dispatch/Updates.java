package io.groundswell.dispatch;

import com.github.f4b6a3.ulid.Ulid;
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
import io.groundswell.event.TopicUpdate;
import java.util.List;
import java.util.Map;

/** What an API process sends. */
final class Updates {
    static TopicUpdate likes(String replicaId, long ordinal, long count) {
        Replica replica = new Replica("us-east-1", replicaId);
        return TopicUpdate.counted(
                CountedState.of(replica, new ReplicaCount(ordinal, Map.of("like", count))),
                Map.of(new IntervalId(replica, ordinal), new Interval(List.of("ann"), Fakes.NOON, Fakes.NOON)));
    }

    /** One like of each. */
    static TopicUpdate likedBy(String replicaId, long ordinal, Map<String, MemberLike> likers) {
        Replica replica = new Replica("us-east-1", replicaId);
        return TopicUpdate.counted(
                CountedState.of(replica, new ReplicaCount(ordinal, Map.of("like", (long) likers.size()))),
                Map.of(
                        new IntervalId(replica, ordinal),
                        new Interval(List.copyOf(likers.keySet()), Fakes.NOON, Fakes.NOON, likers)));
    }

    /** @param number distinguishes it from others */
    static TopicUpdate comment(long number) {
        EventId id = EventId.of(new Ulid(Fakes.NOON + number, number), "us-east-1");
        String content = "{\"text\":\"comment " + number + "\"}";
        return TopicUpdate.durable(
                DurableEvents.of(new DurableEvent(id, EventKind.COMMENT, "ann", Fakes.NOON + number, 0, content)));
    }

    private Updates() {}
}
