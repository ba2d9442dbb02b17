package io.groundswell.dispatch;

import io.groundswell.event.Replica;
import java.time.Duration;

/**
 * How long a message can live: in the queue, then among the dead letters, and once more in the queue if it is redriven at the last
 * moment. What a replica counted can be taken until then, and no longer: so what is older is refused, and folded a day later.
 *
 * @param queueRetention of the queue, 1 to 14 days
 * @param deadLetterRetention of the dead-letter queue, 1 to 14 days
 */
record MessageLife(Duration queueRetention, Duration deadLetterRetention) {
    /** What clocks differ by, and how long an invocation may be held up between looking and writing; far more than either. */
    private static final Duration MARGIN = Duration.ofDays(1);

    MessageLife {
        requireDays("queue retention", queueRetention);
        requireDays("dead-letter retention", deadLetterRetention);
    }

    /** From acceptance to the last moment at which a dispatcher may have it. */
    Duration longest() {
        return queueRetention.multipliedBy(2).plus(deadLetterRetention);
    }

    /**
     * Packets of replicas that began before it are refused: every like in them was accepted longer ago than a message lives.
     *
     * @param now in milliseconds since 1970, as is the answer
     */
    long refusedBefore(long now) {
        return now - Replica.LONGEST_LIFE.plus(longest()).toMillis();
    }

    /**
     * Replicas that began before it may be folded: whatever comes of them is refused.
     *
     * @param now in milliseconds since 1970, as is the answer
     */
    long foldedBefore(long now) {
        return refusedBefore(now) - MARGIN.toMillis();
    }

    private static void requireDays(String name, Duration retention) {
        if (retention.compareTo(Duration.ofDays(1)) < 0 || retention.compareTo(Duration.ofDays(14)) > 0) {
            throw new IllegalArgumentException(name + ": " + retention + " (expected: 1 to 14 days)");
        }
    }
}
