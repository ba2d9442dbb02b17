package io.groundswell.fleet.hub;

import io.groundswell.event.LatestKey;
import io.groundswell.event.Register;
import io.groundswell.event.Topic;
import java.util.Map;

/**
 * A topic's state, and the place in its logs that it belongs to: whoever has been told the state goes on from there.
 * Immutable.
 */
public final class Snapshot {
    private final Topic topic;
    private final Position newest;
    private final long rounds;
    private final Map<String, Long> totals;
    private final Map<LatestKey, Register> latest;
    final Segment segment;
    final int frame;
    final Segment replayHead;
    /** Every DURABLE frame with a greater sequence is in the replay log. */
    final long replayableAfter;
    /** Every DURABLE event that was dispatched later is in the replay log; in milliseconds since 1970. */
    final long coveredSince;

    /**
     * What the logs have had from the beginning.
     *
     * @param after frames with a greater sequence
     * @param since DURABLE events that were dispatched later, in milliseconds since 1970
     */
    record Coverage(long after, long since) {}

    Snapshot(TopicState state, Position newest, long rounds, FrameLog live, FrameLog replay, Coverage coverage) {
        this.topic = state.topic();
        this.newest = newest;
        this.rounds = rounds;
        this.totals = state.totals();
        this.latest = state.latest();
        this.segment = live.tail();
        this.frame = live.tail().count();
        this.replayHead = replay.head();
        this.replayableAfter = Math.max(coverage.after(), replay.evictedThrough());
        this.coveredSince = Math.max(coverage.since(), replay.evictedMillis());
    }

    public Topic topic() {
        return topic;
    }

    /** The sequence of the newest frame that the state contains; 0 before the first. */
    public long sequence() {
        return newest.sequence();
    }

    /** Where a viewer that has been told the state goes on. */
    public Position newest() {
        return newest;
    }

    /** How many rounds have brought news. */
    long rounds() {
        return rounds;
    }

    /** All that was ever counted, by reaction. */
    public Map<String, Long> totals() {
        return totals;
    }

    public Map<LatestKey, Register> latest() {
        return latest;
    }
}
