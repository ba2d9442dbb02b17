package io.groundswell.likes.http;

import io.groundswell.http.Endpoint;
import io.groundswell.http.Routes;
import java.util.function.Function;

/** Every route of the API but health and metrics, which every server has. */
public enum ApiRoute {
    LIKE("POST", "/v1/videos/{id}/likes", ApiRoute.JSON),
    COMMENT("POST", "/v1/videos/{id}/comments", ApiRoute.JSON),
    LIKERS("GET", "/v1/videos/{id}/likes", ApiRoute.JSON),
    VIDEO("GET", "/v1/videos/{id}", ApiRoute.JSON),
    COMMENTS("GET", "/v1/videos/{id}/comments", ApiRoute.JSON),
    OPEN_API("GET", "/openapi.yaml", "application/yaml");

    private static final String JSON = "application/json";

    private final String method;
    private final String template;
    private final String produces;

    ApiRoute(String method, String template, String produces) {
        this.method = method;
        this.template = template;
        this.produces = produces;
    }

    public String method() {
        return method;
    }

    public String template() {
        return template;
    }

    String produces() {
        return produces;
    }

    /** All of them. */
    static Routes all(Function<ApiRoute, Endpoint> endpoints) {
        Routes.Builder routes = Routes.builder();
        for (ApiRoute route : values()) {
            route.addTo(routes, endpoints.apply(route));
        }
        return routes.build();
    }

    private void addTo(Routes.Builder routes, Endpoint endpoint) {
        switch (method) {
            case "GET" -> routes.get(template, produces, endpoint);
            case "POST" -> routes.post(template, produces, endpoint);
            default -> throw new IllegalStateException("method: " + method + " (expected: GET or POST)");
        }
    }
}
