package io.groundswell.local.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image of LocalStack, and what it needs to run functions.
 *
 * @param name with its tag
 */
public record Image(String name) {
    /** The last that needs no account. */
    public static final Image PUBLISHED = new Image("localstack/localstack:4.14.0");

    private static final String OWN = "groundswell/localstack:";
    private static final String SOCKET = "/var/run/docker.sock";

    /** Whether it is built by {@code .ci/localstack-image}: functions are processes in its container. */
    public boolean isOwn() {
        return name.startsWith(OWN);
    }

    /** Of the container, besides what stands in the image. */
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(Map.of(
                "SQS_ENDPOINT_STRATEGY", "path",
                "PROVIDER_OVERRIDE_DYNAMODB", "v2",
                "LAMBDA_EVENT_SOURCE_MAPPING_POLL_INTERVAL_SEC", "0.1"));
        if (!isOwn()) {
            // A function is for ARM64, and may run on any machine all the same.
            variables.put("LAMBDA_RUNTIME_EXECUTOR", "docker");
            variables.put("LAMBDA_IGNORE_ARCHITECTURE", "1");
        }
        return variables;
    }

    /** Files of this machine that it needs: the published one starts a container for each function. */
    public List<String> sharedFiles() {
        return isOwn() ? List.of() : List.of(SOCKET);
    }

    /** What {@code docker run} is told. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        variables().forEach((name, value) -> options.addAll(List.of("--env", name + "=" + value)));
        sharedFiles().forEach(file -> options.addAll(List.of("--volume", file + ":" + file)));
        return options;
    }
}
