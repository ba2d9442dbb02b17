package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.likes.ApiServer;
import io.groundswell.likes.accept.SendOutcome;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page of another origin may do with the API. */
class CorsTest {
    private final ApiServer server = new ApiServer();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(ApiRoute.class)
    void preflight_shouldAllowMethodsAndHeaders_whenThePageIsKnown(ApiRoute route) {
        ApiServer.Answer answer = preflight(route, ApiServer.PAGE);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).containsExactly(ApiServer.PAGE);
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains(route.method());
        assertThat(header(answer, "Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "Idempotency-Key");
        assertThat(header(answer, "Vary")).contains("origin");
    }

    @ParameterizedTest
    @EnumSource(ApiRoute.class)
    void preflight_shouldAllowNothing_whenThePageIsAnother(ApiRoute route) {
        ApiServer.Answer answer = preflight(route, "https://other.example");

        assertThat(answer.raw().headers().map())
                .doesNotContainKeys(
                        "access-control-allow-origin", "access-control-allow-methods", "access-control-allow-headers");
    }

    @Test
    void answer_shouldShowRetryAfterToThePage_whenItIsARefusal() {
        server.queue.answer(new SendOutcome.Refused(SendOutcome.Reason.OVERLOADED, "test"));
        ApiServer.Answer answer = server.send(
                "POST",
                "/v1/videos/42/likes",
                "{\"reaction\":\"like\"}",
                "Authorization",
                "Bearer " + server.token,
                "Origin",
                ApiServer.PAGE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(header(answer, "Access-Control-Allow-Origin")).containsExactly(ApiServer.PAGE);
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("Retry-After");
    }

    private ApiServer.Answer preflight(ApiRoute route, String origin) {
        return server.send(
                "OPTIONS",
                route.template().replace("{id}", "42"),
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                route.method(),
                "Access-Control-Request-Headers",
                "authorization,content-type,idempotency-key");
    }

    private static List<String> header(ApiServer.Answer answer, String name) {
        return answer.raw().headers().allValues(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }
}
