package io.groundswell.fleet.hub;

import com.github.f4b6a3.ulid.UlidCreator;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.TopicUpdate;
import java.util.List;
import java.util.Map;

/** Updates for tests. */
final class Likes {
    static final Replica REPLICA = new Replica("local", "boot.1");

    /** A packet: all that the replica has counted, and who is new in it. */
    static TopicUpdate packet(long ordinal, long likes, String... actors) {
        return TopicUpdate.counted(
                state(ordinal, likes),
                Map.of(
                        new IntervalId(REPLICA, ordinal),
                        new Interval(List.of(actors), 1_000 + ordinal, 1_000 + ordinal)));
    }

    static CountedState state(long ordinal, long likes) {
        return CountedState.of(REPLICA, new ReplicaCount(ordinal, Map.of("like", likes)));
    }

    static DurableEvent comment(String text) {
        EventId id = EventId.of(UlidCreator.getMonotonicUlid(), "local");
        return new DurableEvent(id, EventKind.COMMENT, "ada", id.acceptedAt(), 0, "{\"text\":\"" + text + "\"}");
    }

    static TopicUpdate comments(DurableEvent... events) {
        return TopicUpdate.durable(DurableEvents.of(events));
    }

    private Likes() {}
}
