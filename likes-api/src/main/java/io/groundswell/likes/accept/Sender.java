package io.groundswell.likes.accept;

import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import java.util.random.RandomGenerator;

/**
 * Sends a message until its fate is known, or the attempts are used up. A first attempt that was refused is final: the
 * client is told at once. After an attempt of unknown outcome a refusal says nothing about the attempt before, so the same
 * message goes again. Owned by one loop.
 */
final class Sender {
    private final Loop loop;
    private final MessageQueue queue;
    private final RetryPolicy retries;
    private final RandomGenerator random;
    private final ApiMetrics metrics;

    Sender(Loop loop, MessageQueue queue, RetryPolicy retries, RandomGenerator random, ApiMetrics metrics) {
        this.loop = loop;
        this.queue = queue;
        this.retries = retries;
        this.random = random;
        this.metrics = metrics;
    }

    /** Who sends, and is told on the loop. */
    interface Owner {
        /** An attempt begins. */
        void attempting();

        /** The message's fate, once. */
        void settled(SendOutcome outcome);
    }

    void send(String body, Owner owner) {
        assert loop.isCurrent();
        attempt(body, 1, owner);
    }

    private void attempt(String body, int number, Owner owner) {
        long begun = loop.nanos();
        owner.attempting();
        queue.send(
                body,
                outcome -> loop.execute(() -> {
                    metrics.time(ApiMetric.QUEUE_SEND, loop.nanos() - begun);
                    ended(body, number, outcome, owner);
                }));
    }

    private void ended(String body, int number, SendOutcome outcome, Owner owner) {
        metrics.count(metricOf(outcome));
        boolean known =
                outcome instanceof SendOutcome.Accepted || (outcome instanceof SendOutcome.Refused && number == 1);
        if (known) {
            owner.settled(outcome);
        } else if (number < retries.attempts()) {
            loop.schedule(() -> attempt(body, number + 1, owner), retries.delayAfter(number, random));
        } else {
            owner.settled(new SendOutcome.Unknown("attempts: " + number + " (expected: one with a known outcome)"));
        }
    }

    private static ApiMetric metricOf(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Accepted ignored -> ApiMetric.ATTEMPTS_ACCEPTED;
            case SendOutcome.Refused ignored -> ApiMetric.ATTEMPTS_REFUSED;
            case SendOutcome.Unknown ignored -> ApiMetric.ATTEMPTS_UNKNOWN;
        };
    }
}
