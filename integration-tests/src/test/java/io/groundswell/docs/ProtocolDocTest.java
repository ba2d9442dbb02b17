package io.groundswell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.fleet.hub.EndReason;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where it fails, its message holds the table to paste. */
final class ProtocolDocTest {
    @Test
    void reasons_shouldBeThoseForWhichStreamsEnd() throws IOException {
        String expected = Stream.concat(
                        Stream.of("| code | event | reason |", "| --- | --- | --- |"),
                        Arrays.stream(EndReason.values()).map(ProtocolDocTest::row))
                .collect(Collectors.joining("\n"));

        assertThat(Markdown.read("docs/protocol.md").table("## Why a stream ends"))
                .withFailMessage("docs/protocol.md, why a stream ends (expected: this table)%n%n%s%n", expected)
                .isEqualTo(expected);
    }

    private static String row(EndReason reason) {
        String event = switch (reason.kind()) {
            case RECONNECT -> "`reconnect`";
            case ERROR_RECONNECTABLE -> "`error`, reconnectable";
            case ERROR_FINAL -> "`error`";
        };
        return "| `%s` | %s | %s |".formatted(reason.code(), event, reason.text());
    }
}
