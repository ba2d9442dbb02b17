package io.groundswell.fleet.hub;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.LatestKey;
import io.groundswell.event.Register;
import io.groundswell.event.Topic;
import java.util.List;
import java.util.Map;

/** What viewers of a topic are told at once: one of each delivery class, and what may be missing. Immutable. */
public sealed interface Frame {
    Topic topic();

    /** When the oldest event in the frame was accepted, in milliseconds since 1970; 0 where nothing was accepted. */
    long acceptedAt();

    /** Whether a viewer who comes back is told it again: the others are outdone by newer ones. */
    default boolean isReplayed() {
        return false;
    }

    /** Where the last one stands that is replayed; -1 where none is. */
    static int lastReplayed(List<Frame> frames) {
        int last = frames.size() - 1;
        while (last >= 0 && !frames.get(last).isReplayed()) {
            last--;
        }
        return last;
    }

    /**
     * COUNTED.
     *
     * @param totals all that was ever counted, by reaction
     * @param counts the increments since the topic's previous frame; empty in a state frame
     * @param actors who is behind them, at most {@link TopicState#MOST_ACTORS}
     * @param firstAt when the first of them was accepted, in milliseconds since 1970; 0 where it is not known
     * @param lastAt when the last of them was accepted, likewise
     */
    record Likes(
            Topic topic,
            Map<String, Long> totals,
            Map<String, Long> counts,
            List<String> actors,
            long firstAt,
            long lastAt)
            implements Frame {
        /** The totals alone: what a viewer sets instead of adding. */
        public static Likes state(Topic topic, Map<String, Long> totals) {
            return new Likes(topic, totals, Map.of(), List.of(), 0, 0);
        }

        @Override
        public long acceptedAt() {
            return firstAt;
        }
    }

    /** LATEST. */
    record Latest(Topic topic, LatestKey key, Register register) implements Frame {
        @Override
        public long acceptedAt() {
            return 0;
        }
    }

    /** DURABLE. */
    record Durable(Topic topic, DurableEvent event) implements Frame {
        @Override
        public long acceptedAt() {
            return event.acceptedAt();
        }

        @Override
        public boolean isReplayed() {
            return true;
        }
    }

    /**
     * DURABLE events that were dispatched in this time may be missing, and nothing will bring them any more. Those of it that
     * the viewer has are not missing; those dispatched before and after are complete.
     *
     * @param from in milliseconds since 1970, inclusive
     * @param to likewise, inclusive
     */
    record Gap(Topic topic, long from, long to) implements Frame {
        @Override
        public long acceptedAt() {
            return 0;
        }

        @Override
        public boolean isReplayed() {
            return true;
        }
    }
}
