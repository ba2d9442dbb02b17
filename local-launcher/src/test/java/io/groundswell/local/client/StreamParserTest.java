package io.groundswell.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamParserTest {
    @Test
    void feed_shouldMakeAnEvent_whenAnEmptyLineEndsIt() {
        assertThat(events("event: likes", "id: e.1.2", "data: {\"a\":1}", ""))
                .containsExactly(new StreamEvent("likes", "{\"a\":1}", "e.1.2"));
    }

    @Test
    void feed_shouldKeepTheLastId_whenAnEventHasNone() {
        assertThat(events("id: 7", "data: a", "", "data: b", ""))
                .extracting(StreamEvent::lastId)
                .containsExactly("7", "7");
    }

    @Test
    void feed_shouldJoinLines_whenDataHasSeveral() {
        assertThat(events("data: a", "data: b", "")).containsExactly(new StreamEvent("message", "a\nb", ""));
    }

    @Test
    void feed_shouldMakeNothing_whenThereIsNoData() {
        assertThat(events(": hello", "retry: 500", "", "event: x", "")).isEmpty();
    }

    @Test
    void feed_shouldForgetTheName_whenTheEventHasEnded() {
        assertThat(events("event: likes", "", "data:a", "")).containsExactly(new StreamEvent("message", "a", ""));
    }

    private static List<StreamEvent> events(String... lines) {
        StreamParser parser = new StreamParser("");
        return Stream.of(lines).map(parser::feed).flatMap(Optional::stream).toList();
    }
}
