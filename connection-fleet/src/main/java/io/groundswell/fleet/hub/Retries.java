package io.groundswell.fleet.hub;

import java.util.random.RandomGenerator;

/**
 * When viewers whose stream has ended are to come back: not all at once. Thread-safe where the random generator is.
 *
 * @param leastMillis how long each waits at least
 * @param spreadMillis over how long they are spread besides; 0 for not at all
 */
public record Retries(long leastMillis, long spreadMillis, RandomGenerator random) {
    private static final long LEAST = 250;

    public Retries {
        if (leastMillis < 0 || spreadMillis < 0) {
            throw new IllegalArgumentException(
                    "retry: " + leastMillis + " ms and a spread of " + spreadMillis + " ms (expected: 0 or more)");
        }
    }

    /** With the usual least. */
    public static Retries spreadOver(long spreadMillis, RandomGenerator random) {
        return new Retries(LEAST, spreadMillis, random);
    }

    /** An ending for this reason, with a time of its own to come back. */
    public Ending ending(EndReason reason) {
        return new Ending(reason, leastMillis + random.nextLong(spreadMillis + 1));
    }
}
