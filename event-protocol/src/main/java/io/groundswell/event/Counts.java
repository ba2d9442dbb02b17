package io.groundswell.event;

import java.util.Map;

/** How often each reaction was counted. */
final class Counts {
    /**
     * In the reactions' order, and never to change.
     *
     * @throws InvalidEventException if one is negative
     */
    static Map<String, Long> copy(Map<String, Long> counts) {
        counts.forEach(Counts::require);
        return Merge.copy(counts);
    }

    private static void require(String reaction, long count) {
        if (count < 0) {
            throw new InvalidEventException(
                    "count of " + Abbreviated.of(reaction) + ": " + count + " (expected: 0 or more)");
        }
    }

    private Counts() {}
}
