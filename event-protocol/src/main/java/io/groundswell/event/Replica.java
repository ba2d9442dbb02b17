package io.groundswell.event;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One API process's counter of one topic, in one life of that process. Never used again once it has ended, and it ends {@link
 * #LONGEST_LIFE} after it began at the latest.
 *
 * @param region where it counts, 1 to 32 of {@code a-z 0-9 -}
 * @param id {@code bootId.n.millis}: the process's boot id, a number that rises with every replica it starts, and when this
 *     one began. One that does not say when it began is never {@linkplain Archive archived}.
 */
public record Replica(String region, String id) implements Comparable<Replica> {
    /** No like that a replica counts was accepted later than this after it began. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private static final Pattern BEGUN = Pattern.compile("[^.]+\\.[0-9]+\\.([0-9]{1,15})");

    /** What a region is spelled with. */
    static final Alphabet REGION = Alphabet.of("a-z0-9-");

    private static final Alphabet ID = Alphabet.of("A-Za-z0-9._-");

    /** @throws InvalidEventException if region or id is not one */
    public Replica {
        if (!REGION.spells(region, 1, 32)) {
            throw new InvalidEventException(
                    "replica region: " + Abbreviated.of(region) + " (expected: 1 to 32 of a-z 0-9 -)");
        }
        if (!ID.spells(id, 1, 64)) {
            throw new InvalidEventException(
                    "replica id: " + Abbreviated.of(id) + " (expected: 1 to 64 of A-Z a-z 0-9 . _ -)");
        }
    }

    /**
     * One that begins to count.
     *
     * @param bootId 1 to 30 of {@code A-Z a-z 0-9 - _}
     * @param number of the replica among those of its process, from 1
     * @param millis when it begins, in milliseconds since 1970
     * @throws InvalidEventException if region or boot id is not one
     */
    public static Replica begin(String region, String bootId, long number, long millis) {
        return new Replica(region, bootId + "." + number + "." + millis);
    }

    /**
     * Whether it began before a time.
     *
     * @param millis since 1970
     * @return false too where the id does not say when it began
     */
    public boolean begunBefore(long millis) {
        Matcher begun = BEGUN.matcher(id);
        return begun.matches() && Long.parseLong(begun.group(1)) < millis;
    }

    @Override
    public int compareTo(Replica other) {
        int byRegion = region.compareTo(other.region);
        return byRegion != 0 ? byRegion : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return region + "#" + id;
    }
}
