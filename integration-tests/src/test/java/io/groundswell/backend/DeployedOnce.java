package io.groundswell.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundswell.local.localstack.Deployer;
import io.groundswell.local.localstack.Deployment;
import io.groundswell.local.localstack.Image;
import io.groundswell.local.localstack.Reach;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * One LocalStack with one deployment for all suites of a run: both take their time, and suites have topics of their own. The
 * container ends with the run.
 */
final class DeployedOnce {
    /** Names the image, where it is not the published one. */
    static final String IMAGE_VARIABLE = "GROUNDSWELL_LOCALSTACK_IMAGE";

    private static final int PORT = 4566;

    private DeployedOnce() {}

    static Deployment deployment() {
        return Holder.DEPLOYMENT;
    }

    static String container() {
        return ContainerHolder.CONTAINER.getContainerName().replaceFirst("^/", "");
    }

    static Image image() {
        return new Image(Optional.ofNullable(System.getenv(IMAGE_VARIABLE)).orElse(Image.PUBLISHED.name()));
    }

    private static LocalStackContainer start() {
        speakAsDockerDoes();
        Image image = image();
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(image.name()).asCompatibleSubstituteFor("localstack/localstack"))
                .withEnv(image.variables());
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "localstack-stop"));
        container.start();
        return container;
    }

    private static Deployment deploy() {
        long begun = System.nanoTime();
        LocalStackContainer container = ContainerHolder.CONTAINER;
        URI endpoint = URI.create("http://localhost:" + container.getMappedPort(PORT));
        Deployment deployment =
                new Deployer(Path.of(".."), endpoint, reach(container), System.out::println).deploy(Map.of());
        System.out.printf(
                "LocalStack at %s: deployed %d s after its start%n",
                endpoint, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
        return deployment;
    }

    /** The client's library speaks a version of its own, which an older engine does not know. */
    private static void speakAsDockerDoes() {
        try {
            Process docker = new ProcessBuilder("docker", "version", "--format", "{{.Server.APIVersion}}").start();
            System.setProperty("api.version", new String(docker.getInputStream().readAllBytes(), UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reach reach(LocalStackContainer container) {
        return container.getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(network -> Reach.fromContainerBehind(String.valueOf(network.getGateway())))
                .findFirst()
                .orElseThrow();
    }

    private static final class ContainerHolder {
        static final LocalStackContainer CONTAINER = start();
    }

    private static final class Holder {
        static final Deployment DEPLOYMENT = deploy();
    }
}
