package io.groundswell.local.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerTest {
    @TempDir
    private Path folder;

    @Test
    void requireEngine_shouldBeContent_whenOneAnswers() throws IOException {
        DockerStub stub = DockerStub.in(folder);

        stub.docker().requireEngine();

        assertThat(stub.commands()).containsExactly("info --format {{.ServerVersion}}");
    }

    @Test
    void requireEngine_shouldSaySo_whenNoneAnswers() throws IOException {
        DockerStub stub = DockerStub.in(folder, "info*) echo 'Cannot connect to the Docker daemon'; exit 1 ;;");
        Docker docker = stub.docker();

        assertThatThrownBy(docker::requireEngine)
                .isInstanceOf(LocalStackException.class)
                .hasMessage("docker: does not answer (expected: a running Docker engine, for LocalStack)");
    }

    @Test
    void requireEngine_shouldSaySo_whenThereIsNoSuchProgram() {
        Docker missing = new Docker(List.of(folder.resolve("docker").toString()));

        assertThatThrownBy(missing::requireEngine)
                .isInstanceOf(LocalStackException.class)
                .hasMessage("docker: not found (expected: Docker, installed and running, for LocalStack)");
    }

    @Test
    void require_shouldPullNothing_whenTheImageIsThere() throws IOException {
        DockerStub stub = DockerStub.in(folder);

        stub.docker().require(Image.PUBLISHED);

        assertThat(stub.commands()).containsExactly("image inspect localstack/localstack:4.14.0");
    }

    @Test
    void require_shouldPull_whenTheImageIsNotThere() throws IOException {
        DockerStub stub = DockerStub.in(folder, "'image inspect'*) exit 1 ;;");

        stub.docker().require(Image.PUBLISHED);

        assertThat(stub.commands())
                .containsExactly(
                        "image inspect localstack/localstack:4.14.0", "pull --quiet localstack/localstack:4.14.0");
    }

    @Test
    void require_shouldSayWhy_whenTheImageCannotBePulled() throws IOException {
        DockerStub stub =
                DockerStub.in(folder, "'image inspect'*) exit 1 ;;", "pull*) echo 'no such registry'; exit 1 ;;");
        Docker docker = stub.docker();

        assertThatThrownBy(() -> docker.require(Image.PUBLISHED))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("image: localstack/localstack:4.14.0 (expected: one that Docker has or can pull): "
                        + "no such registry");
    }
}
