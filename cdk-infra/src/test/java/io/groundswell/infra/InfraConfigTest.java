package io.groundswell.infra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InfraConfigTest {
    @Test
    void constructor_shouldSayWhatBuildsIt_whenTheDispatchersCodeIsMissing(@TempDir Path directory) {
        Path missing = directory.resolve("function.zip");

        assertThatThrownBy(() -> new InfraConfig("groundswell-", missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dispatcher code: " + missing + " (expected: a zip, which mvn package builds)");
    }
}
