package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {
    @ParameterizedTest
    @CsvSource({
        "video:*, video:42, true",
        "video:*, video:any, true",
        "video:*, conversation:42, false",
        "video:42, video:42, true",
        "video:42, video:421, false",
        "video:42, conversation:42, false",
        "member:me, member:me, true",
        "member:me, member:you, false"
    })
    void matches_shouldHold_whenKindAndIdFit(String pattern, String topic, boolean expected) {
        assertThat(TopicPattern.parse(pattern).matches(Topic.parse(topic))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "*:*", "video", "video:", "video:4*", "video:**", ":*", "song:*", "song:1", "video:a b"
            })
    void parse_shouldRefuse_whenItIsNoPattern(String text) {
        assertThatThrownBy(() -> TopicPattern.parse(text)).isInstanceOf(InvalidEventException.class);
    }

    @Test
    void toString_shouldBeWhatParseTakes_whenItIsWritten() {
        for (String text : new String[] {"video:*", "video:42", "presence:ann"}) {
            assertThat(TopicPattern.parse(text)).hasToString(text);
        }
    }
}
