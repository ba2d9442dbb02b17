package io.groundswell.event;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What there is to say about one topic: one state of each delivery class. It merges as they do, so it travels twice,
 * late or out of order without harm, and two of them can always be made one.
 *
 * @param intervals who is behind the counts of {@code counted}, each at most once to a viewer
 */
public record TopicUpdate(
        CountedState counted, Map<IntervalId, Interval> intervals, LatestState latest, DurableEvents durable) {
    public static final TopicUpdate EMPTY =
            new TopicUpdate(CountedState.EMPTY, Map.of(), LatestState.EMPTY, DurableEvents.EMPTY);

    public TopicUpdate {
        intervals = Merge.copy(intervals);
    }

    public static TopicUpdate counted(CountedState counted, Map<IntervalId, Interval> intervals) {
        return new TopicUpdate(counted, intervals, LatestState.EMPTY, DurableEvents.EMPTY);
    }

    public static TopicUpdate latest(LatestState latest) {
        return new TopicUpdate(CountedState.EMPTY, Map.of(), latest, DurableEvents.EMPTY);
    }

    public static TopicUpdate durable(DurableEvents durable) {
        return new TopicUpdate(CountedState.EMPTY, Map.of(), LatestState.EMPTY, durable);
    }

    /** The same with other events. */
    public TopicUpdate withDurable(DurableEvents others) {
        return new TopicUpdate(counted, intervals, latest, others);
    }

    /** What viewers are shown of it: without the likers of the intervals. */
    public TopicUpdate withoutLikers() {
        if (intervals.values().stream().allMatch(interval -> interval.likers().isEmpty())) {
            return this;
        }
        Map<IntervalId, Interval> shown = new TreeMap<>(intervals);
        shown.replaceAll((id, interval) -> interval.withoutLikers());
        return new TopicUpdate(counted, shown, latest, durable);
    }

    /** What the members that the intervals name did last. */
    public Map<String, MemberLike> likers() {
        Map<String, MemberLike> likers = new HashMap<>();
        intervals
                .values()
                .forEach(interval ->
                        interval.likers().forEach((member, like) -> likers.merge(member, like, MemberLike::merge)));
        return likers;
    }

    public TopicUpdate merge(TopicUpdate other) {
        return new TopicUpdate(
                counted.merge(other.counted),
                Merge.pointwise(intervals, other.intervals, Interval::merge),
                latest.merge(other.latest),
                durable.merge(other.durable));
    }

    public boolean isEmpty() {
        return counted.isEmpty() && intervals.isEmpty() && latest.isEmpty() && durable.isEmpty();
    }
}
