package io.groundswell.fleet.life;

import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Term;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How long streams live: each at least so long and at most twice that, so that those which came together do not go
 * together. Thread-safe where the random generator is.
 */
public record Lifetimes(Duration least, InstantSource clock, RandomGenerator random) {
    public Lifetimes {
        if (least.isNegative() || least.isZero()) {
            throw new IllegalArgumentException("lifetime: " + least.toMillis() + " ms (expected: more than 0)");
        }
    }

    /** The term of a stream that opens now. */
    public Term next() {
        long millis = least.toMillis();
        return new Term(clock.millis() + millis + random.nextLong(millis + 1), EndReason.LIFETIME);
    }
}
