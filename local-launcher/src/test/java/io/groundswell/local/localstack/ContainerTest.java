package io.groundswell.local.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.local.client.StubServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Docker is told; a stand-in for LocalStack answers for its health. */
final class ContainerTest {
    private static final String NAME = "groundswell-test";
    private static final Image OWN = new Image("groundswell/localstack:4.14.0");
    private static final String RUNNING = "'container inspect'*Running*) echo true ;;";
    private static final String ABSENT = "'container inspect'*) echo 'No such container'; exit 1 ;;";
    private static final String INSPECT = "container inspect --format {{.State.Running}} " + NAME;
    private static final String PORT = "port " + NAME + " 4566/tcp";

    @TempDir
    private Path folder;

    @Test
    void startUnlessRunning_shouldRunTheImage_whenNoneOfThatNameRuns() throws IOException {
        try (StubServer healthy = new StubServer(200, "{}")) {
            DockerStub stub = docker(healthy, ABSENT);

            container(stub).startUnlessRunning(OWN);

            assertThat(stub.commands())
                    .containsExactly(
                            INSPECT,
                            "image inspect " + OWN.name(),
                            "rm --force --volumes " + NAME,
                            "run --detach --name " + NAME + " --publish 127.0.0.1:4566:4566 "
                                    + String.join(" ", OWN.options()) + " " + OWN.name(),
                            PORT);
        }
    }

    @Test
    void startUnlessRunning_shouldHandDockerOver_whenTheImageIsThePublishedOne() throws IOException {
        try (StubServer healthy = new StubServer(200, "{}")) {
            DockerStub stub = docker(healthy, ABSENT);

            container(stub).startUnlessRunning(Image.PUBLISHED);

            assertThat(stub.commands())
                    .filteredOn(command -> command.startsWith("run "))
                    .singleElement()
                    .asString()
                    .contains(" --volume /var/run/docker.sock:/var/run/docker.sock ")
                    .contains(" --env LAMBDA_RUNTIME_EXECUTOR=docker ")
                    .endsWith(" " + Image.PUBLISHED.name());
        }
    }

    @Test
    void startUnlessRunning_shouldTakeTheOneThatRuns_whenThereIsOne() throws IOException {
        try (StubServer healthy = new StubServer(200, "{}")) {
            DockerStub stub = docker(healthy, RUNNING);

            container(stub).startUnlessRunning(OWN);

            assertThat(stub.commands()).containsExactly(INSPECT, PORT);
        }
    }

    @Test
    void startUnlessRunning_shouldSayWhy_whenThePortIsTaken() throws IOException {
        DockerStub stub = DockerStub.in(folder, ABSENT, "run*) echo 'port is already allocated'; exit 125 ;;");

        assertThatThrownBy(() -> container(stub).startUnlessRunning(OWN))
                .isInstanceOf(LocalStackException.class)
                .hasMessageEndingWith("exit code 125 (expected: 0): port is already allocated");
    }

    @Test
    void startUnlessRunning_shouldSayWhereToLook_whenItEndsWhileItStarts() throws IOException {
        try (StubServer unhealthy = new StubServer(503, "{}")) {
            DockerStub stub = docker(unhealthy, ABSENT);

            assertThatThrownBy(() -> container(stub).startUnlessRunning(OWN))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessage("LocalStack: ended while it started (its log says why: docker logs " + NAME + ")");
        }
    }

    @Test
    void remove_shouldTakeWhatIsInIt_always() throws IOException {
        DockerStub stub = DockerStub.in(folder);

        container(stub).remove();

        assertThat(stub.commands()).containsExactly("rm --force --volumes " + NAME);
    }

    @Test
    void endpoint_shouldBeWhereThePortIsPublished_firstOfAll() throws IOException {
        DockerStub stub = DockerStub.in(folder, "port*) echo '127.0.0.1:4711'; echo '[::1]:4712' ;;");

        assertThat(container(stub).endpoint()).isEqualTo(URI.create("http://localhost:4711"));
    }

    @Test
    void reach_shouldBeBehindTheGatewayOfItsNetwork_always() throws IOException {
        DockerStub stub = DockerStub.in(folder, "'container inspect'*Gateway*) echo 127.0.0.1 ;;");

        assertThat(container(stub).reach()).isEqualTo(new Reach("127.0.0.1", "127.0.0.1"));
    }

    private DockerStub docker(StubServer localStack, String... answers) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(answers));
        all.add("port*) echo '" + localStack.address().getAuthority() + "' ;;");
        return DockerStub.in(folder, all.toArray(String[]::new));
    }

    private static Container container(DockerStub stub) {
        return new Container(stub.docker(), NAME);
    }
}
