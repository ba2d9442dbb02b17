package io.groundswell.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer with its whole body. Immutable; {@link #body} must not be changed. */
public final class Response {
    private static final byte[] NO_BODY = new byte[0];

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** @param value what Jackson can write: a record, a map, a list */
    public static Response json(int status, Object value) {
        return bytes(status, "application/json", Json.write(value));
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), NO_BODY);
    }

    public static Response of(Problem problem) {
        Response response = bytes(problem.type().status(), "application/problem+json", Json.write(problem.members()));
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }

    /** @param body is not copied */
    public static Response bytes(int status, String contentType, byte[] body) {
        return new Response(status, Map.of("Content-Type", contentType), body);
    }

    /** This one with that header, instead of one of the same spelling. */
    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }
}
