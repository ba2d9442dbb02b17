package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Endpoint NOTHING = exchange -> {};

    private final Routes routes = Routes.builder()
            .get("/v1/videos/{id}", "application/json", NOTHING)
            .post("/v1/videos/{id}/likes", "application/json", NOTHING)
            .build();

    @Test
    void match_shouldNameTheSegments_whenThePathFits() {
        assertThat(routes.match("POST", "/v1/videos/4%2F2/likes"))
                .isInstanceOfSatisfying(Routes.Match.Found.class, found -> {
                    assertThat(found.parameters()).isEqualTo(Map.of("id", "4%2F2"));
                    assertThat(found.route().template()).hasToString("/v1/videos/{id}/likes");
                });
    }

    @Test
    void match_shouldFindGet_whenTheMethodIsHead() {
        assertThat(routes.match("HEAD", "/v1/videos/42")).isInstanceOf(Routes.Match.Found.class);
    }

    @Test
    void match_shouldListTheMethods_whenOnlyThePathFits() {
        assertThat(routes.match("GET", "/v1/videos/42/likes"))
                .isEqualTo(new Routes.Match.OtherMethods("OPTIONS, POST"));
        assertThat(routes.match("PUT", "/v1/videos/42")).isEqualTo(new Routes.Match.OtherMethods("GET, HEAD, OPTIONS"));
    }

    @Test
    void match_shouldFindNothing_whenThePathIsAnother() {
        for (String path :
                new String[] {"/", "", "*", "/v1/videos", "/v1/videos/", "/v1/videos/42/", "/V1/videos/42"}) {
            assertThat(routes.match("GET", path)).as(path).isEqualTo(new Routes.Match.Nothing());
        }
    }

    @Test
    void add_shouldRefuse_whenTheRouteIsThereAlready() {
        assertThatThrownBy(() -> Routes.builder().add(routes).get("/v1/videos/{id}", "text/html", NOTHING))
                .hasMessage("route: GET /v1/videos/{id} (expected: once)");
    }
}
