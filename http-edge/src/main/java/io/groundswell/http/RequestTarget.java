package io.groundswell.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a request goes.
 *
 * @param path as it was sent; begins with a slash, or is another form that matches no route
 * @param query decoded
 */
record RequestTarget(String path, Map<String, List<String>> query) {
    private static final int MOST_PARAMETERS = 256;

    /** @throws ProblemException {@link ProblemType#BAD_REQUEST} if it is not encoded as it must be */
    static RequestTarget parse(String uri) {
        String local = local(uri);
        int question = local.indexOf('?');
        try {
            return question < 0
                    ? new RequestTarget(local, Map.of())
                    : new RequestTarget(local.substring(0, question), decodeQuery(local.substring(question + 1)));
        } catch (IllegalArgumentException e) {
            throw ProblemType.BAD_REQUEST.exception("query: cannot be decoded (expected: percent-encoded UTF-8)");
        }
    }

    /** @throws ProblemException {@link ProblemType#BAD_REQUEST} if a value is not encoded as it must be */
    static Map<String, String> decode(Map<String, String> parameters) {
        Map<String, String> decoded = new HashMap<>();
        parameters.forEach((name, value) -> decoded.put(name, decode(name, value)));
        return decoded;
    }

    /** The absolute form, which clients of proxies use, without what comes before the path. */
    private static String local(String uri) {
        if (uri.startsWith("/")) {
            return uri;
        }
        int authority = uri.indexOf("://");
        if (authority < 0) {
            return uri;
        }
        int path = uri.indexOf('/', authority + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    private static Map<String, List<String>> decodeQuery(String raw) {
        return QueryStringDecoder.builder()
                .hasPath(false)
                .maxParams(MOST_PARAMETERS)
                .build(raw)
                .parameters();
    }

    private static String decode(String name, String value) {
        try {
            // A plus is a plus in a path; only queries write a space so.
            return QueryStringDecoder.decodeComponent(value.replace("+", "%2B"));
        } catch (IllegalArgumentException e) {
            throw ProblemType.BAD_REQUEST.exception(name + ": cannot be decoded (expected: percent-encoded UTF-8)");
        }
    }
}
