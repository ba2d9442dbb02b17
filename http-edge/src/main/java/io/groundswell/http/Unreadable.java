package io.groundswell.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Why bytes could not be read as a request. */
final class Unreadable {
    private Unreadable() {}

    static Problem problem(Throwable cause, HttpLimits limits) {
        if (cause instanceof TooLongHttpLineException) {
            return lineTooLong(limits);
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return headerTooLarge(limits);
        }
        return of("HTTP/1.1");
    }

    /** @param expected the version of HTTP that it was meant to be */
    static Problem of(String expected) {
        return ProblemType.BAD_REQUEST.with("request: cannot be read (expected: " + expected + ")");
    }

    static Problem lineTooLong(HttpLimits limits) {
        return ProblemType.URI_TOO_LONG.with(
                "request line: too long (expected: at most " + limits.maxInitialLineBytes() + " bytes)");
    }

    static Problem headerTooLarge(HttpLimits limits) {
        return ProblemType.HEADER_TOO_LARGE.with(
                "header: too large (expected: at most " + limits.maxHeaderBytes() + " bytes)");
    }
}
