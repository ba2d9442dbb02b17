package io.groundswell.fleet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OpenFilesTest {
    @Test
    void require_shouldSayWhatThereIs_whenItIsTooLittle() {
        assertThatThrownBy(() -> OpenFiles.require(65_535, 1_024))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("open files: 1024 (expected: at least 65535, as GROUNDSWELL_OPEN_FILES says)");
    }

    @Test
    void require_shouldPass_whenThereIsAsMuchOrNothingIsAskedFor() {
        assertThatCode(() -> OpenFiles.require(65_535, 65_535)).doesNotThrowAnyException();
        assertThatCode(() -> OpenFiles.require(0)).doesNotThrowAnyException();
    }
}
