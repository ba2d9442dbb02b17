package io.groundswell.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a server answers. Immutable. */
public final class Routes {
    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = routes;
    }

    public static Builder builder() {
        return new Builder();
    }

    public static Routes none() {
        return new Routes(List.of());
    }

    /** What the routes say to a request. */
    sealed interface Match {
        /** @param parameters the named segments of the path, not decoded */
        record Found(Route route, Map<String, String> parameters) implements Match {}

        /** @param allow the methods that the path knows, as the header of that name has them */
        record OtherMethods(String allow) implements Match {}

        record Nothing() implements Match {}
    }

    Match match(String method, String path) {
        if (!path.startsWith("/")) {
            return new Match.Nothing();
        }
        List<String> segments = PathTemplate.split(path);
        String wanted = method.equals("HEAD") ? "GET" : method;
        for (Route route : routes) {
            if (route.method().equals(wanted)) {
                Optional<Map<String, String>> parameters = route.template().match(segments);
                if (parameters.isPresent()) {
                    return new Match.Found(route, parameters.get());
                }
            }
        }
        return otherMethods(segments);
    }

    private Match otherMethods(List<String> segments) {
        Set<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.template().match(segments).isPresent()) {
                methods.add(route.method());
            }
        }
        return methods.isEmpty() ? new Match.Nothing() : new Match.OtherMethods(allow(methods));
    }

    private static String allow(Set<String> methods) {
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    /** Collects routes; the first that matches counts. Not thread-safe. */
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();
        private final Map<String, Route> known = new HashMap<>();

        private Builder() {}

        /**
         * Also serves {@code HEAD}.
         *
         * @param template such as {@code /v1/videos/{id}/likes}
         * @param produces the media type of the answer, such as {@code application/json}
         * @throws IllegalArgumentException if there is such a route already
         */
        public Builder get(String template, String produces, Endpoint endpoint) {
            return add(new Route("GET", new PathTemplate(template), produces, endpoint));
        }

        /** As {@link #get}. */
        public Builder post(String template, String produces, Endpoint endpoint) {
            return add(new Route("POST", new PathTemplate(template), produces, endpoint));
        }

        public Builder add(Routes other) {
            other.routes.forEach(this::add);
            return this;
        }

        public Routes build() {
            return new Routes(List.copyOf(routes));
        }

        private Builder add(Route route) {
            String key = route.method() + " " + route.template();
            if (known.putIfAbsent(key, route) != null) {
                throw new IllegalArgumentException("route: " + key + " (expected: once)");
            }
            routes.add(route);
            return this;
        }
    }
}
