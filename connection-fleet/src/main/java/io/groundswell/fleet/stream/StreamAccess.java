package io.groundswell.fleet.stream;

import io.groundswell.access.AccessDeniedException;
import io.groundswell.access.Identity;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.Term;
import io.groundswell.fleet.ticket.AccessProblem;
import io.groundswell.fleet.ticket.StreamCredentials;
import io.groundswell.http.Exchange;
import io.groundswell.http.Problem;
import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Lets a viewer in, or says why not: with a status, or as an {@code EventSource} can hear it. Every topic is asked for anew at
 * every connect, so what is replayed is authorized by the token of now. Immutable.
 */
public final class StreamAccess {
    /** A page that has heard why comes back when it has another token; a browser left to itself, after this. */
    private static final long RETRY_MILLIS = 3_000;

    /** For what stays as it is: a browser left to itself never stops. */
    private static final long LONG_RETRY_MILLIS = 60_000;

    private static final long KEY_RETRY_MILLIS = 1_000;

    private final StreamCredentials credentials;
    private final StreamRefusal refusal;
    private final InstantSource clock;

    public StreamAccess(StreamCredentials credentials, StreamRefusal refusal, InstantSource clock) {
        this.credentials = credentials;
        this.refusal = refusal;
        this.clock = clock;
    }

    /**
     * @return when the viewer's stream must end; none where the viewer was refused and answered
     * @throws ProblemException where the answer is a status
     */
    Optional<Term> admit(Exchange exchange, List<Topic> topics) {
        Identity who;
        try {
            who = credentials.identify(exchange);
        } catch (AccessDeniedException e) {
            return refuse(exchange, ending(e.reason()), AccessProblem.of(e));
        }
        if (who.expiresAt() <= clock.millis()) {
            return refuse(exchange, ending(AccessDeniedException.Reason.TOKEN_EXPIRED), expired());
        }
        for (Topic topic : topics) {
            if (!who.maySubscribe(topic)) {
                return refuse(exchange, new Ending(EndReason.FORBIDDEN, LONG_RETRY_MILLIS), forbidden(topic));
            }
        }
        return Optional.of(new Term(who.expiresAt(), EndReason.TOKEN_EXPIRED));
    }

    private Optional<Term> refuse(Exchange exchange, Ending ending, Problem problem) {
        if (!StreamRefusal.suits(exchange)) {
            refusal.count(ending);
            throw new ProblemException(problem);
        }
        refusal.answer(exchange, ending);
        return Optional.empty();
    }

    private static Ending ending(AccessDeniedException.Reason reason) {
        return switch (reason) {
            case TOKEN_REQUIRED -> new Ending(EndReason.TOKEN_REQUIRED, LONG_RETRY_MILLIS);
            case INVALID_TOKEN -> new Ending(EndReason.INVALID_TOKEN, LONG_RETRY_MILLIS);
            case TOKEN_EXPIRED -> new Ending(EndReason.TOKEN_EXPIRED, RETRY_MILLIS);
            case KEY_NOT_KNOWN_YET -> new Ending(EndReason.KEY_NOT_KNOWN_YET, KEY_RETRY_MILLIS);
        };
    }

    /** Clocks may differ by some seconds, and a token may pass by that; a stream that ends at once is none. */
    private static Problem expired() {
        return ProblemType.TOKEN_EXPIRED
                .with("token: expired (expected: one that lives)")
                .withHeader("WWW-Authenticate", "Bearer");
    }

    private static Problem forbidden(Topic topic) {
        return ProblemType.FORBIDDEN.with(
                "topic: " + topic + " (expected: one that the token's groundswell.subscribe names)");
    }
}
