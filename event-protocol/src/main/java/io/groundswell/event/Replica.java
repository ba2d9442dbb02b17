package io.groundswell.event;

import java.util.regex.Pattern;

/**
 * One API process's counter of one topic, in one life of that process. Never used again once it has ended.
 *
 * @param region where it counts, 1 to 32 of {@code a-z 0-9 -}
 * @param id {@code bootId.n}: the process's boot id and a number that rises with every replica it starts
 */
public record Replica(String region, String id) implements Comparable<Replica> {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws InvalidEventException if region or id is not one */
    public Replica {
        if (!REGION.matcher(region).matches()) {
            throw new InvalidEventException(
                    "replica region: " + Abbreviated.of(region) + " (expected: 1 to 32 of a-z 0-9 -)");
        }
        if (!ID.matcher(id).matches()) {
            throw new InvalidEventException(
                    "replica id: " + Abbreviated.of(id) + " (expected: 1 to 64 of A-Z a-z 0-9 . _ -)");
        }
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
