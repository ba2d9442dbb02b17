package io.groundswell.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request is not served.
 *
 * @param detail what is wrong with this very request; shown to the client
 * @param headers of the answer, besides those that every answer has
 */
public record Problem(ProblemType type, String detail, Map<String, String> headers) {
    public Problem {
        headers = Map.copyOf(headers);
    }

    public Problem(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, more);
    }

    /** As RFC 9457 names them. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type.uri().toString());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", detail);
        return members;
    }
}
