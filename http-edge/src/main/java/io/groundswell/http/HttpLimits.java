package io.groundswell.http;

import java.time.Duration;

/**
 * What one connection may cost.
 *
 * @param maxInitialLineBytes of the request line; longer ones are answered 414
 * @param maxHeaderBytes of all header lines together; more is answered 431
 * @param maxBodyBytes of one request; more is answered 413
 * @param requestTimeout from a request's first byte to its last; slower ones are answered 408
 * @param idleTimeout without a request begun, or with an answer that is not taken, until the connection is closed
 */
public record HttpLimits(
        int maxInitialLineBytes, int maxHeaderBytes, int maxBodyBytes, Duration requestTimeout, Duration idleTimeout) {
    public static final HttpLimits DEFAULT =
            new HttpLimits(4096, 16_384, 16_384, Duration.ofSeconds(10), Duration.ofSeconds(75));

    public HttpLimits {
        positive("maxInitialLineBytes", maxInitialLineBytes);
        positive("maxHeaderBytes", maxHeaderBytes);
        positive("maxBodyBytes", maxBodyBytes);
        positive("requestTimeout", requestTimeout.toMillis());
        positive("idleTimeout", idleTimeout.toMillis());
    }

    public HttpLimits withMaxInitialLineBytes(int bytes) {
        return new HttpLimits(bytes, maxHeaderBytes, maxBodyBytes, requestTimeout, idleTimeout);
    }

    public HttpLimits withMaxBodyBytes(int bytes) {
        return new HttpLimits(maxInitialLineBytes, maxHeaderBytes, bytes, requestTimeout, idleTimeout);
    }

    public HttpLimits withTimeouts(Duration request, Duration idle) {
        return new HttpLimits(maxInitialLineBytes, maxHeaderBytes, maxBodyBytes, request, idle);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: more than 0)");
        }
    }
}
