package io.groundswell.backend;

import io.groundswell.local.PlatformOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * What the end-to-end suites run on: embedded services, or, with {@code -Dbackend=localstack}, the stacks of the CDK in
 * LocalStack, where the function itself is the dispatcher. The suites are the same.
 */
public enum Backend {
    EMBEDDED,
    LOCALSTACK;

    /** Of this run. */
    public static final Backend CHOSEN =
            valueOf(System.getProperty("backend", "embedded").toUpperCase(Locale.ROOT));

    /** LocalStack polls the queue, and starts the function when it is first needed. How soon is measured elsewhere. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String INTERNAL_KEY = "GROUNDSWELL_INTERNAL_KEY";

    /** Two nodes and free ports. */
    public static PlatformOptions options() {
        PlatformOptions options = PlatformOptions.onFreePorts();
        if (CHOSEN == EMBEDDED) {
            return options;
        }
        Awaitility.setDefaultTimeout(PATIENCE);
        return options.withDeployment(DeployedOnce.deployment());
    }

    /** What the container is called that holds all deployments of a run. */
    public static String container() {
        return DeployedOnce.container();
    }

    /** Of all services in there. */
    public static URI endpoint() {
        return DeployedOnce.deployment().aws().sqsEndpoint().orElseThrow();
    }

    /** Keys of a suite's own that nodes accept, besides the one that the function signs with where there is a deployment. */
    public static String internalKeys(String... own) {
        Stream<String> deployed = CHOSEN == EMBEDDED
                ? Stream.of()
                : Stream.of(
                        Objects.requireNonNull(DeployedOnce.deployment().node().get(INTERNAL_KEY)));
        return Stream.concat(Arrays.stream(own), deployed).collect(Collectors.joining(","));
    }
}
