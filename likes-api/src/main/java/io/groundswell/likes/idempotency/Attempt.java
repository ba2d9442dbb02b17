package io.groundswell.likes.idempotency;

import io.groundswell.event.EventId;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import io.groundswell.likes.accept.EventIds;
import org.slf4j.LoggerFactory;

/** One attempt at a request that has an effect, and its one answer. Any thread may use it. */
public interface Attempt {
    Exchange exchange();

    /** When this request had been read, or the first one with its key; in milliseconds since 1970. */
    long acceptedAt();

    /** The event's id: the same for every attempt at a request with a key. */
    EventId name(EventIds ids);

    /** Answers where it is certain what the request has done. */
    void answer(Response response);

    /** Answers where the request may have had its effect or not. */
    void answerUncertain(Response response);

    /** Does some of the request's work on a thread where nobody else would answer for what it throws. */
    default void guard(Runnable work) {
        try {
            work.run();
        } catch (ProblemException e) {
            answer(Response.of(e.problem()));
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Attempt.class)
                    .error("request: {} failed", exchange().path(), e);
            answerUncertain(Response.of(
                    ProblemType.INTERNAL.with("The request failed for a reason that the server has logged.")));
        }
    }
}
