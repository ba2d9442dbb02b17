package io.groundswell.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may read what this server answers.
 *
 * @param origins exact, such as {@code https://example.com}; empty for none
 * @param credentials whether such a page's requests may carry cookies
 */
public record Cors(Set<String> origins, boolean credentials) {
    public static final Cors NONE = new Cors(Set.of());

    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Cache-Control";
    private static final String RESPONSE_HEADERS = "Retry-After, Idempotent-Replayed";
    private static final String MAX_AGE_SECONDS = "600";

    /** @throws IllegalArgumentException if an origin is not {@code scheme://host} or {@code scheme://host:port} */
    public Cors {
        origins = Set.copyOf(origins);
        for (String origin : origins) {
            if (!origin.matches("https?://[^/?#\\s]+")) {
                throw new IllegalArgumentException("origin: " + origin + " (expected: such as https://example.com)");
            }
        }
    }

    /** Without cookies. */
    public Cors(Set<String> origins) {
        this(origins, false);
    }

    public Cors withCredentials() {
        return new Cors(origins, true);
    }

    /**
     * Adds to any answer what its reader may do with it; also for those who write their own head.
     *
     * @param origin the request's {@code Origin} header
     */
    public void addTo(HttpHeaders answer, @Nullable String origin) {
        if (origins.isEmpty()) {
            return;
        }
        answer.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        if (allows(origin)) {
            answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            answer.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
            if (credentials) {
                answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            }
        }
    }

    /** The answer to {@code OPTIONS}, preflight or not, of a path that knows these methods. */
    Response options(String allow, @Nullable String origin) {
        Response plain = Response.empty(204).withHeader("Allow", allow);
        if (!allows(origin)) {
            return plain;
        }
        return plain.withHeader("Access-Control-Allow-Methods", allow)
                .withHeader("Access-Control-Allow-Headers", REQUEST_HEADERS)
                .withHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    }

    private boolean allows(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }
}
