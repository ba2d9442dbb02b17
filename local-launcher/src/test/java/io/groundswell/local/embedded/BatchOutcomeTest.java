package io.groundswell.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchOutcomeTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void read_shouldBeSuccess_whenNoFailureIsNamed(String response) {
        assertThat(read(response)).isEqualTo(new BatchOutcome.Handled(Set.of()));
    }

    @Test
    void read_shouldNameTheFailed_whenTheyAreOfTheBatch() {
        assertThat(read("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}"))
                .isEqualTo(new BatchOutcome.Handled(Set.of("b")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{\"batchItemFailures\":7}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"id\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"c\"}]}"
            })
    void read_shouldFailAll_whenTheAnswerMakesNoSense(String response) {
        assertThat(read(response)).isInstanceOf(BatchOutcome.AllFailed.class);
    }

    private static BatchOutcome read(String response) {
        return BatchOutcome.read(response.getBytes(StandardCharsets.UTF_8), Set.of("a", "b"));
    }
}
