package io.groundswell.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with names for some of its segments, such as {@code /v1/videos/{id}/likes}. Immutable. */
final class PathTemplate {
    private final String text;
    private final List<String> segments;

    /** @throws IllegalArgumentException if it does not begin with a slash */
    PathTemplate(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("template: " + text + " (expected: such as /v1/videos/{id})");
        }
        this.text = text;
        this.segments = split(text);
    }

    /** The segments of a path, empty ones too. */
    static List<String> split(String path) {
        List<String> segments = new ArrayList<>();
        int from = 1;
        for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', from)) {
            segments.add(path.substring(from, slash));
            from = slash + 1;
        }
        segments.add(path.substring(from));
        return segments;
    }

    /** The named segments, not decoded; none if the path is another. A named segment is never empty. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < path.size(); i++) {
            String expected = segments.get(i);
            if (isName(expected) ? path.get(i).isEmpty() : !expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(named(path));
    }

    private Map<String, String> named(List<String> path) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String expected = segments.get(i);
            if (isName(expected)) {
                named.put(expected.substring(1, expected.length() - 1), path.get(i));
            }
        }
        return named;
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public String toString() {
        return text;
    }
}
