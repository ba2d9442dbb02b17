package io.groundswell.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Who acted between two packets of a replica, and when. Unlike the counts it is no maximum but an element of a set: a
 * viewer is shown each {@link IntervalId} at most once.
 *
 * @param actors who acted, in order of acceptance; a sample where there were many
 * @param firstAt when the first of them was accepted, in milliseconds since 1970
 * @param lastAt when the last of them was accepted, in milliseconds since 1970
 * @param likers what each member that acted did last, for the records of who liked what; empty where there are none
 */
public record Interval(List<String> actors, long firstAt, long lastAt, Map<String, MemberLike> likers) {
    private static final Comparator<Interval> ORDER = Comparator.comparingLong(Interval::lastAt)
            .thenComparingLong(Interval::firstAt)
            .thenComparing(Interval::actors, Interval::compareActors);

    /** @throws InvalidEventException if it ends before it begins */
    public Interval {
        if (lastAt < firstAt) {
            throw new InvalidEventException(
                    "interval: " + firstAt + " to " + lastAt + " (expected: first at most last)");
        }
        actors = List.copyOf(actors);
        likers = Merge.copy(likers);
    }

    /** @throws InvalidEventException if it ends before it begins */
    public Interval(List<String> actors, long firstAt, long lastAt) {
        this(actors, firstAt, lastAt, Map.of());
    }

    /** A packet is sent again only as it was; should two copies still differ, every component keeps the same one. */
    public Interval merge(Interval other) {
        int order = ORDER.compare(this, other);
        if (order == 0) {
            return new Interval(actors, firstAt, lastAt, Merge.pointwise(likers, other.likers, MemberLike::merge));
        }
        return order > 0 ? this : other;
    }

    /** What viewers are shown of it. */
    Interval withoutLikers() {
        return likers.isEmpty() ? this : new Interval(actors, firstAt, lastAt);
    }

    private static int compareActors(List<String> left, List<String> right) {
        return Arrays.compare(left.toArray(String[]::new), right.toArray(String[]::new));
    }
}
