package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.http.ProblemType;
import io.groundswell.likes.ApiServer;
import io.groundswell.likes.Contract;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final Stream<String> STANDARD = Stream.of("GET /health/live", "GET /health/ready", "GET /metrics");

    private final Contract contract = Contract.load();

    @Test
    void document_shouldNameEveryRouteAndNoOther() {
        Stream<String> own = Arrays.stream(ApiRoute.values()).map(route -> route.method() + " " + route.template());

        assertThat(contract.operations())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(own, STANDARD).toList());
    }

    @Test
    void document_shouldNameOnlyProblemsThatExist_withTheirStatus() {
        Map<String, ProblemType> types =
                Arrays.stream(ProblemType.values()).collect(Collectors.toMap(ProblemType::slug, type -> type));

        assertThat(contract.responses()).isNotEmpty().allSatisfy(response -> {
            Set<String> problems = Contract.problemsOf(response.getValue());
            assertThat(types.keySet()).containsAll(problems);
            if (!response.getKey().equals("default")) {
                assertThat(problems)
                        .allSatisfy(slug -> assertThat(types.get(slug))
                                .extracting(type -> Integer.toString(type.status()))
                                .isEqualTo(response.getKey()));
            }
        });
    }

    @Test
    void handle_shouldServeTheDocument() {
        try (ApiServer server = new ApiServer()) {
            ApiServer.Answer answer = server.send("GET", "/openapi.yaml", "");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.raw().headers().firstValue("Content-Type")).contains("application/yaml");
            assertThat(answer.raw().body()).startsWith("openapi: 3.1.0");
        }
    }
}
