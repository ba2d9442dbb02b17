package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has no Docker is told so in one line. */
final class WithoutDockerTest {
    @ParameterizedTest
    @ValueSource(strings = {"up --localstack", "down"})
    void command_shouldEndWithOneLine_whenThereIsNoDocker(String command) throws Exception {
        List<String> words = List.of(command.split(" "));
        try (LauncherProcess launcher = LauncherProcess.startAlone(words)) {
            assertThat(launcher.awaitEnd()).isEqualTo(1);
            assertThat(launcher.said())
                    .isEqualTo("groundswell " + words.getFirst()
                            + ": docker: not found (expected: Docker, installed and running, for LocalStack)");
        }
    }
}
