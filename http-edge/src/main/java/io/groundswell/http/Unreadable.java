package io.groundswell.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Why bytes could not be read as a request. */
final class Unreadable {
    private Unreadable() {}

    static Problem problem(Throwable cause, HttpLimits limits) {
        if (cause instanceof TooLongHttpLineException) {
            return ProblemType.URI_TOO_LONG.with(
                    "request line: too long (expected: at most " + limits.maxInitialLineBytes() + " bytes)");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return ProblemType.HEADER_TOO_LARGE.with(
                    "header: too large (expected: at most " + limits.maxHeaderBytes() + " bytes)");
        }
        return ProblemType.BAD_REQUEST.with("request: cannot be read (expected: HTTP/1.1)");
    }
}
