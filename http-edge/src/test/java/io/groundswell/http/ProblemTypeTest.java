package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {
    @Test
    void slug_shouldBeUnique_whenAllAreListed() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::slug)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void problemType_shouldBeDocumented_whenItIsListed(ProblemType type) {
        assertThat(type.slug()).isEqualTo(type.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        assertThat(type.status()).isBetween(400, 599);
        assertThat(type.meaning()).endsWith(".").doesNotContain("\n");
        assertThat(type.uri()).hasToString("urn:groundswell:problem:" + type.slug());
    }

    @Test
    void of_shouldWriteTheMembersOfRfc9457_whenAProblemIsAnswered() {
        Problem problem = ProblemType.OVERLOADED.with("likes: full").withHeader("Retry-After", "2");
        Response response = Response.of(problem);

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Retry-After", "2");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"urn:groundswell:problem:overloaded\",\"title\":\"Overloaded\",\"status\":503,"
                        + "\"detail\":\"likes: full\"}");
    }
}
