package io.groundswell.local;

import io.groundswell.local.localstack.Container;
import io.groundswell.local.localstack.Deployer;
import io.groundswell.local.localstack.Image;
import io.groundswell.local.localstack.Predecessor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How the installation stands in LocalStack. */
final class LocalStackOptions {
    @Option(
            names = "--localstack-image",
            paramLabel = "NAME",
            defaultValue = "${env:GROUNDSWELL_LOCALSTACK_IMAGE:-localstack/localstack:4.14.0}",
            description = "LocalStack's image (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String image;

    @Option(
            names = "--localstack-container",
            paramLabel = "NAME",
            defaultValue = "groundswell-localstack",
            description = "What its container is called; one that runs is used (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String container;

    @Option(
            names = "--context",
            paramLabel = "KEY=VALUE",
            description = "A value for the CDK, such as groundswell:historyRetentionDays=60; may be repeated.")
    private Map<String, String> context = new LinkedHashMap<>();

    /** Finds LocalStack, or starts it, where there is Docker to do so. */
    Container start(Consumer<String> progress) {
        Container.requireDocker();
        progress.accept("Starting LocalStack, where it does not run yet …");
        return Container.start(container, image());
    }

    Image image() {
        return new Image(image);
    }

    boolean isThere() {
        return Container.isThere(container);
    }

    Deployer deployer(Container in, Consumer<String> progress) {
        return new Deployer(checkout(), in.endpoint(), in.reach(), progress);
    }

    /** Who runs on it already. */
    Predecessor predecessor() {
        return new Predecessor(checkout(), container);
    }

    Map<String, String> context() {
        return context;
    }

    /** Where the CDK's stacks are: told by the script that starts the launcher. */
    private static Path checkout() {
        return Path.of(System.getProperty("groundswell.home", "."));
    }
}
