package io.groundswell.likes.http;

import io.groundswell.access.AccessDeniedException;
import io.groundswell.access.Identity;
import io.groundswell.access.Tokens;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import io.groundswell.http.Exchange;
import io.groundswell.http.Problem;
import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import io.groundswell.likes.limit.RateLimits;
import java.util.function.BiPredicate;

/** Who asks, about which video, and whether they may, now. Thread-safe. */
final class Access {
    private static final String AUTHORIZATION = "Authorization";

    private final Tokens tokens;
    private final RateLimits limits;

    Access(Tokens tokens, RateLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    /**
     * Somebody who may do it.
     *
     * @param topic of the video in the path
     */
    record Admitted(Identity who, Topic topic) {}

    /** @throws ProblemException as for {@link #toRead}, and then 429 if the member likes too often */
    Admitted toLike(Exchange exchange) {
        Admitted admitted = toPublish(exchange);
        limits.like(admitted.who());
        return admitted;
    }

    /** @throws ProblemException as for {@link #toRead}, and then 429 if the member comments too often */
    Admitted toComment(Exchange exchange) {
        Admitted admitted = toPublish(exchange);
        limits.comment(admitted.who());
        return admitted;
    }

    private Admitted toPublish(Exchange exchange) {
        return admit(exchange, Identity::mayPublish, "publish to");
    }

    /**
     * @throws ProblemException 429 if the address asks too often, 401 (or 503 while its key is not known yet), 400 or 403,
     *     in this order
     */
    Admitted toRead(Exchange exchange) {
        return admit(exchange, Identity::maySubscribe, "read");
    }

    private Admitted admit(Exchange exchange, BiPredicate<Identity, Topic> may, String what) {
        limits.request(exchange);
        Identity who = identity(exchange);
        Topic topic = video(exchange);
        if (!may.test(who, topic)) {
            throw ProblemType.FORBIDDEN.exception("token: does not allow to " + what + " " + topic);
        }
        return new Admitted(who, topic);
    }

    private Identity identity(Exchange exchange) {
        try {
            return tokens.authenticate(exchange.header(AUTHORIZATION));
        } catch (AccessDeniedException e) {
            throw new ProblemException(problem(e));
        }
    }

    private static Problem problem(AccessDeniedException denied) {
        String detail = String.valueOf(denied.getMessage());
        return switch (denied.reason()) {
            case TOKEN_REQUIRED -> challenge(ProblemType.TOKEN_REQUIRED.with(detail));
            case INVALID_TOKEN -> challenge(ProblemType.INVALID_TOKEN.with(detail));
            case TOKEN_EXPIRED -> challenge(ProblemType.TOKEN_EXPIRED.with(detail));
            case KEY_NOT_KNOWN_YET -> ProblemType.KEY_NOT_KNOWN_YET.with(detail).withHeader("Retry-After", "1");
        };
    }

    private static Problem challenge(Problem problem) {
        return problem.withHeader("WWW-Authenticate", "Bearer");
    }

    private static Topic video(Exchange exchange) {
        try {
            return Topic.video(exchange.pathParameter("id"));
        } catch (InvalidEventException e) {
            throw ProblemType.INVALID_TOPIC.exception(String.valueOf(e.getMessage()));
        }
    }
}
