package io.groundswell.likes.http;

import io.groundswell.http.Response;
import io.groundswell.likes.accept.Acceptance;
import io.groundswell.likes.idempotency.Attempt;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says to a client what became of what it published. Immutable. */
final class PublishAnswers {
    private static final int ACCEPTED = 202;

    private final InstantSource clock;
    private final ApiMetrics metrics;

    PublishAnswers(InstantSource clock, ApiMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * @param counter of what is accepted
     * @param body of the answer where it is
     */
    Consumer<Acceptance> to(Attempt attempt, ApiMetric counter, Object body) {
        return acceptance -> {
            switch (acceptance) {
                case Acceptance.Accepted ignored -> attempt.answer(accepted(attempt, counter, body));
                case Acceptance.Overloaded overloaded -> attempt.answer(Unavailable.overloaded(overloaded.what()));
                case Acceptance.QueueUnavailable ignored -> attempt.answer(queueUnavailable());
                case Acceptance.OutcomeUnknown ignored -> attempt.answerUncertain(outcomeUnknown());
            }
        };
    }

    private Response accepted(Attempt attempt, ApiMetric counter, Object body) {
        metrics.count(counter);
        long took = clock.millis() - attempt.exchange().receivedAt();
        metrics.time(ApiMetric.ACCEPT_LATENCY, TimeUnit.MILLISECONDS.toNanos(took));
        return Response.json(ACCEPTED, body);
    }

    private Response queueUnavailable() {
        metrics.count(ApiMetric.REQUESTS_FAILED);
        return Unavailable.store("queue: did not take it (expected: that it does)");
    }

    /** Another try may count twice: the answer says when one could do better, whether it should only the client knows. */
    private Response outcomeUnknown() {
        metrics.count(ApiMetric.REQUESTS_UNKNOWN);
        return Unavailable.outcomeUnknown("queue: did not say whether it took it (expected: that it does)");
    }
}
