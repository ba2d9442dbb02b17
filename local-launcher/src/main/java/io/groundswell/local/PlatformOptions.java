package io.groundswell.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.groundswell.aws.AwsConfig;
import io.groundswell.local.localstack.Deployment;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What to start. Immutable.
 *
 * @param nodes how many, 1 to 16
 * @param portBase the API's port, the others follow ({@link Ports}); 0 takes free ones
 * @param processes whether the API and each node get a process of their own
 * @param endpoint of AWS services to use instead of the embedded ones
 * @param credentials for that endpoint
 * @param dispatcher what stands around the dispatcher, for tests: the identity, or something that repeats and reorders
 * @param concurrency how many invocations of the dispatcher run at a time at most, 1 or more
 * @param variables settings of the API, the nodes and the dispatcher that differ from what the launcher gives them
 * @param deployment in LocalStack, whose function is the dispatcher, and which tells API and nodes their settings
 */
public record PlatformOptions(
        int nodes,
        int portBase,
        boolean processes,
        Optional<URI> endpoint,
        AwsConfig.Credentials credentials,
        UnaryOperator<RequestHandler<SQSEvent, SQSBatchResponse>> dispatcher,
        int concurrency,
        Map<String, String> variables,
        Optional<Deployment> deployment) {
    /** Lambda begins with as many. */
    private static final int CONCURRENCY = 5;

    static final int MOST_NODES = 16;

    public PlatformOptions {
        require(nodes >= 1 && nodes <= MOST_NODES, "nodes: " + nodes + " (expected: 1 to " + MOST_NODES + ")");
        require(
                portBase == 0 || (portBase >= 1024 && portBase <= Ports.HIGHEST_BASE),
                "port-base: " + portBase + " (expected: 1024 to " + Ports.HIGHEST_BASE + ", or 0 for free ports)");
        require(concurrency >= 1, "concurrency: " + concurrency + " (expected: 1 or more)");
        variables = Map.copyOf(variables);
    }

    /** Two nodes in this JVM, embedded services, free ports. */
    public static PlatformOptions onFreePorts() {
        return new PlatformOptions(
                2,
                0,
                false,
                Optional.empty(),
                AwsConfig.Credentials.LOCAL,
                UnaryOperator.identity(),
                CONCURRENCY,
                Map.of(),
                Optional.empty());
    }

    public PlatformOptions withNodes(int number) {
        return new PlatformOptions(
                number, portBase, processes, endpoint, credentials, dispatcher, concurrency, variables, deployment);
    }

    public PlatformOptions withPortBase(int base) {
        return new PlatformOptions(
                nodes, base, processes, endpoint, credentials, dispatcher, concurrency, variables, deployment);
    }

    public PlatformOptions withProcesses(boolean own) {
        return new PlatformOptions(
                nodes, portBase, own, endpoint, credentials, dispatcher, concurrency, variables, deployment);
    }

    public PlatformOptions withEndpoint(Optional<URI> aws, AwsConfig.Credentials with) {
        return new PlatformOptions(
                nodes, portBase, processes, aws, with, dispatcher, concurrency, variables, deployment);
    }

    public PlatformOptions withDispatcher(UnaryOperator<RequestHandler<SQSEvent, SQSBatchResponse>> around) {
        return new PlatformOptions(
                nodes, portBase, processes, endpoint, credentials, around, concurrency, variables, deployment);
    }

    public PlatformOptions withConcurrency(int most) {
        return new PlatformOptions(
                nodes, portBase, processes, endpoint, credentials, dispatcher, most, variables, deployment);
    }

    public PlatformOptions withVariables(Map<String, String> changed) {
        return new PlatformOptions(
                nodes, portBase, processes, endpoint, credentials, dispatcher, concurrency, changed, deployment);
    }

    /** With processes of their own for API and nodes, as a deployment has them. */
    public PlatformOptions withDeployment(Deployment in) {
        return new PlatformOptions(
                nodes, portBase, true, endpoint, credentials, dispatcher, concurrency, variables, Optional.of(in));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
