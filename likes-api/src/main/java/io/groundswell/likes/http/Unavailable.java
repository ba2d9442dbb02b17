package io.groundswell.likes.http;

import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;

/** Answers 503 to what was not done, for certain, and is worth another try. */
final class Unavailable {
    private static final String RETRY_AFTER = "Retry-After";
    private static final String SECONDS = "1";

    static Response overloaded(String detail) {
        return Response.of(ProblemType.OVERLOADED.with(detail)).withHeader(RETRY_AFTER, SECONDS);
    }

    static Response store(String detail) {
        return Response.of(ProblemType.STORE_UNAVAILABLE.with(detail)).withHeader(RETRY_AFTER, SECONDS);
    }

    /** The exception: this may have been done. */
    static Response outcomeUnknown(String detail) {
        return Response.of(ProblemType.OUTCOME_UNKNOWN.with(detail)).withHeader(RETRY_AFTER, SECONDS);
    }

    static Response moderation() {
        return Response.of(ProblemType.MODERATION_UNAVAILABLE.with("moderation: no verdict (expected: one in time)"))
                .withHeader(RETRY_AFTER, SECONDS);
    }

    private Unavailable() {}
}
