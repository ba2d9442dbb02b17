package io.groundswell.fleet.ticket;

import io.groundswell.access.AccessDeniedException;
import io.groundswell.http.Problem;
import io.groundswell.http.ProblemType;

/** What a client that reads status codes is told of its credentials. */
public final class AccessProblem {
    private AccessProblem() {}

    public static Problem of(AccessDeniedException denied) {
        return switch (denied.reason()) {
            case TOKEN_REQUIRED -> unauthenticated(ProblemType.TOKEN_REQUIRED, denied);
            case INVALID_TOKEN -> unauthenticated(ProblemType.INVALID_TOKEN, denied);
            case TOKEN_EXPIRED -> unauthenticated(ProblemType.TOKEN_EXPIRED, denied);
            case KEY_NOT_KNOWN_YET ->
                ProblemType.KEY_NOT_KNOWN_YET.with(detail(denied)).withHeader("Retry-After", "1");
        };
    }

    private static Problem unauthenticated(ProblemType type, AccessDeniedException denied) {
        return type.with(detail(denied)).withHeader("WWW-Authenticate", "Bearer");
    }

    private static String detail(AccessDeniedException denied) {
        return String.valueOf(denied.getMessage());
    }
}
