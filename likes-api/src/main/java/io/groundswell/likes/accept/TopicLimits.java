package io.groundswell.likes.accept;

import java.time.Duration;

/**
 * For how many topics a process counts, and for how long.
 *
 * @param most held at a time, in the whole process; at least 1
 * @param idle after which an unused topic is forgotten, 1 s to 1 day
 * @param replicaLife how much later than a replica began a like that it counts may have been accepted, 1 s to 1 day; later ones
 *     are counted by another. Whoever folds replicas that are long gone relies on that day
 */
public record TopicLimits(int most, Duration idle, Duration replicaLife) {
    private static final Duration LONGEST = Duration.ofDays(1);

    public TopicLimits {
        RequestLimits.requirePositive("topics", most);
        requireTime("topic idle", idle);
        requireTime("replica life", replicaLife);
    }

    private static void requireTime(String name, Duration time) {
        if (time.toMillis() < 1_000 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + time + " (expected: 1 s to 1 day)");
        }
    }
}
