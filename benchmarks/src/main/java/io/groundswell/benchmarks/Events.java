package io.groundswell.benchmarks;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the batches that a dispatcher would send. An event carries its number within its topic: a comment in the last digits
 * of its id, a like in its actor. Owner: the publishing thread.
 */
final class Events {
    /** Of a like's actor, its number in decimal with leading zeros behind {@code l}. */
    static final int ACTOR_DIGITS = 9;

    private static final String REGION = "local";
    private static final String REACTION = "like";

    private final LoadPlan plan;
    private final Replica replica = new Replica(REGION, "load.1");
    private final long[] ordinals;

    Events(LoadPlan plan) {
        this.plan = plan;
        this.ordinals = new long[plan.topics()];
    }

    /**
     * The events from one number up to, without, another.
     *
     * @param begun when the run began, in milliseconds since 1970
     */
    Batch batch(long from, long to, long begun) {
        Map<Topic, TopicUpdate> updates = new HashMap<>();
        for (int offset = 0; offset < Math.min(plan.topics(), to - from); offset++) {
            long first = from + offset;
            int topic = plan.topic(first);
            TopicUpdate update =
                    plan.kind() == LoadPlan.Kind.COMMENTS ? comments(first, to, begun) : likes(first, to, begun);
            updates.put(Topic.parse(LoadPlan.name(topic)), update);
        }
        long now = begun + plan.intended(to - 1) / 1_000_000;
        return new Batch(new Batch.Stages(now, now), updates);
    }

    private TopicUpdate comments(long first, long to, long begun) {
        List<DurableEvent> events = new ArrayList<>();
        for (long event = first; event < to; event += plan.topics()) {
            events.add(comment(plan.topic(event), plan.index(event), begun + plan.intended(event) / 1_000_000));
        }
        return TopicUpdate.durable(DurableEvents.of(events));
    }

    private DurableEvent comment(int topic, long index, long at) {
        EventId id = EventId.of(new Ulid((at << 16) | topic, index), REGION);
        return new DurableEvent(id, EventKind.COMMENT, "u", at, at, content(topic, id, at));
    }

    /** Fills the {@code data:} value up to the payload, as far as that is longer than the rest of it. */
    private String content(int topic, EventId id, long at) {
        int rest = ("{\"topic\":\"" + LoadPlan.name(topic) + "\",\"eventId\":\"" + id + "\",\"actor\":\"u\",\"at\":"
                        + at + ",\"content\":{\"text\":\"\"}}")
                .length();
        return "{\"text\":\"" + "x".repeat(Math.max(0, plan.payload() - rest)) + "\"}";
    }

    private TopicUpdate likes(long first, long to, long begun) {
        List<String> actors = new ArrayList<>();
        long last = first;
        for (long event = first; event < to; event += plan.topics()) {
            actors.add(actor(plan.index(event)));
            last = event;
        }
        int topic = plan.topic(first);
        ordinals[topic]++;
        Interval interval =
                new Interval(actors, begun + plan.intended(first) / 1_000_000, begun + plan.intended(last) / 1_000_000);
        return TopicUpdate.counted(
                CountedState.of(replica, new ReplicaCount(ordinals[topic], Map.of(REACTION, plan.index(last) + 1))),
                Map.of(new IntervalId(replica, ordinals[topic]), interval));
    }

    static String actor(long index) {
        String digits = Long.toString(index);
        return "l" + "0".repeat(ACTOR_DIGITS - digits.length()) + digits;
    }
}
