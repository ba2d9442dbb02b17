package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentTextTest {
    @Test
    void of_shouldCountCodePoints() {
        assertThat(CommentText.of("🌊".repeat(1_000)).value()).hasSize(2_000);
        assertThatThrownBy(() -> CommentText.of("🌊".repeat(1_001))).hasMessageContaining("1001 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n ",
                "a\tb",
                "a\rb",
                "a\u0000b",
                "a\u0085b",
                "a\u007fb",
                "a\udc00b",
                "a\ufffeb",
                "a\uffffb"
            })
    void of_shouldRefuse(String text) {
        assertThatThrownBy(() -> CommentText.of(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.INVALID_FIELD))
                .hasMessageContaining("(expected: ");
    }

    @Test
    void of_shouldTakeWhiteSpaceOffAndKeepLines() {
        assertThat(CommentText.of("\n a\n b \t").value()).isEqualTo("a\n b");
    }
}
