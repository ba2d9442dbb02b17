package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {
    private static final String PRODUCED = "text/event-stream";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "TEXT/Event-Stream",
                "text/*",
                "*/*",
                "",
                " ",
                "application/json, text/event-stream;q=0.5",
                "application/json;q=0.9, */*;q=0.001",
                "text/event-stream; q=1.000",
                "text/event-stream;charset=utf-8;q=.2",
                "text/event-stream, */*;q=0",
                "text/event-stream, text/*;q=0",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
            })
    void admits_shouldHold_whenARangeFits(String value) {
        assertThat(AcceptHeader.admits(List.of(value), PRODUCED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/*",
                "text/event-stream;q=0",
                "text/event-stream;q=0.000",
                "*/*, text/event-stream;q=0",
                "text/*;q=0, */*",
                "*/*;q=0",
                "text/event",
                "nonsense",
                "text/event-stream;q=x"
            })
    void admits_shouldNotHold_whenTheTypeIsExcluded(String value) {
        assertThat(AcceptHeader.admits(List.of(value), PRODUCED)).isFalse();
    }

    @Test
    void admits_shouldReadAllLines_whenThereAreSeveral() {
        assertThat(AcceptHeader.admits(List.of(), PRODUCED)).isTrue();
        assertThat(AcceptHeader.admits(List.of("application/json", "text/event-stream"), PRODUCED))
                .isTrue();
        assertThat(AcceptHeader.admits(List.of("text/plain;q=0.3"), "text/plain; version=0.0.4"))
                .isTrue();
    }
}
