package io.groundswell.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.InvalidEventException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageConfigTest {
    private static final URI STREAM = URI.create("http://127.0.0.1:8081/v1/stream");

    @Test
    void streamOrigin_shouldLeaveThePathAway() {
        assertThat(new PageConfig(STREAM, "42", true, List.of("like")).streamOrigin())
                .isEqualTo("http://127.0.0.1:8081");
    }

    @Test
    void constructor_shouldRefuse_whenTheStreamIsNotAbsolute() {
        assertThatThrownBy(() -> new PageConfig(URI.create("/v1/stream"), "42", true, List.of("like")))
                .hasMessage("stream: /v1/stream (expected: an absolute http or https address)");
    }

    @Test
    void constructor_shouldRefuse_whenTheVideoIsNoId() {
        assertThatThrownBy(() -> new PageConfig(STREAM, "a b", true, List.of("like")))
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void constructor_shouldRefuse_whenThereIsNoReaction() {
        assertThatThrownBy(() -> new PageConfig(STREAM, "42", true, List.of()))
                .hasMessage("reactions: none (expected: at least one)");
    }
}
