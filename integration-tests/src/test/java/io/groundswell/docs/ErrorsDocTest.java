package io.groundswell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.http.ProblemType;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where it fails, its message holds the table to paste. */
final class ErrorsDocTest {
    @Test
    void errors_shouldBeWhatTheServersAnswer() throws IOException {
        String expected = Stream.concat(
                        Stream.of("| type | status | title | meaning |", "| --- | --- | --- | --- |"),
                        Arrays.stream(ProblemType.values()).map(ErrorsDocTest::row))
                .collect(Collectors.joining("\n"));

        assertThat(Markdown.read("docs/errors.md").table("## Problem types"))
                .withFailMessage("docs/errors.md, problem types (expected: this table)%n%n%s%n", expected)
                .isEqualTo(expected);
    }

    private static String row(ProblemType type) {
        return "| `%s` | %d | %s | %s |".formatted(type.uri(), type.status(), type.title(), type.meaning());
    }
}
