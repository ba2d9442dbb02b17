package io.groundswell.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicTest {
    @ParameterizedTest
    @ValueSource(strings = {"video:42", "conversation:a.b_c~d-E", "member:me", "presence:0"})
    void parse_shouldGiveWhatToStringWrote_whenValid(String text) {
        assertThat(Topic.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "video", ":42", "room:42", "Video:42"})
    void parse_shouldNameTheKinds_whenThereIsNoKnownKind(String text) {
        assertThatThrownBy(() -> Topic.parse(text))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(
                        "topic: " + text + " (expected: kind:id, kind one of video, conversation, member, presence)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"video:", "video:a b", "video:a:b", "video:ä", "video:42\n"})
    void parse_shouldNameTheAlphabet_whenTheIdIsNotOne(String text) {
        assertThatThrownBy(() -> Topic.parse(text))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("(expected: 1 to 128 of A-Z a-z 0-9 . _ ~ -)");
    }

    @Test
    void constructor_shouldTake128CharactersAndNoMore_whenTheIdIsLong() {
        assertThat(Topic.video("x".repeat(128)).id()).hasSize(128);
        assertThatThrownBy(() -> Topic.video("x".repeat(129))).isInstanceOf(InvalidEventException.class);
    }

    @Test
    void constructor_shouldAbbreviate_whenTheIdIsVeryLong() {
        assertThatThrownBy(() -> Topic.video("x".repeat(1_000_000)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("… (1000000 characters)")
                .message()
                .hasSizeLessThan(300);
    }
}
