package io.groundswell.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Who acted between two packets of a replica, and when. Unlike the counts it is no maximum but an element of a set: a
 * viewer is shown each {@link IntervalId} at most once.
 *
 * @param actors who acted, in order of acceptance; a sample where liker records are off
 * @param firstAt when the first of them was accepted, in milliseconds since 1970
 * @param lastAt when the last of them was accepted, in milliseconds since 1970
 */
public record Interval(List<String> actors, long firstAt, long lastAt) {
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
    }

    /** A packet is sent again only as it was; should two copies still differ, every component keeps the same one. */
    public Interval merge(Interval other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }

    private static int compareActors(List<String> left, List<String> right) {
        return Arrays.compare(left.toArray(String[]::new), right.toArray(String[]::new));
    }
}
