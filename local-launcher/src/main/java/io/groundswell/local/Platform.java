package io.groundswell.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.groundswell.aws.AwsConfig;
import io.groundswell.dispatch.DispatchHandler;
import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.local.embedded.Balancer;
import io.groundswell.local.embedded.EventSource;
import io.groundswell.local.embedded.HandlerFunction;
import io.groundswell.local.embedded.Queues;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.dynamodb.DynamoNodeDirectory;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The whole platform, running: services with queue and tables, balancer, API and page, nodes, and the dispatcher behind its
 * event source, where that is not a deployment's function. Immutable; any thread may ask and close it.
 */
public final class Platform implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private static final Duration INVOCATION = Duration.ofSeconds(30);

    private final CloseStack owned = new CloseStack();
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final PlatformOptions options;
    private final Ports ports;
    private final AwsServices aws;
    private final NodeDirectory directory;
    private final URI stream;
    private final Optional<DispatcherMeters> dispatcherMeters;
    private final RunningApi api;
    private final Nodes nodes;

    /**
     * Starts all parts and waits until they serve.
     *
     * @param notices takes lines for a person while it runs: output and ends of processes; from any thread
     * @throws LaunchException if something does not start, after what had started has been stopped
     * @throws io.groundswell.local.embedded.PortTakenException before anything is started
     */
    public static Platform start(PlatformOptions options, Consumer<String> notices) {
        return new Platform(options, notices);
    }

    private Platform(PlatformOptions options, Consumer<String> notices) {
        this.options = options;
        this.ports = new Ports(options.portBase());
        ports.requireFree(options.nodes());
        try {
            aws = owned.add(options.deployment().map(AwsServices::of).orElseGet(() -> AwsServices.start(options)));
            directory = new DynamoNodeDirectory(
                    aws.dynamoDb(), aws.config().region(), aws.config().tablePrefix());
            Secrets secrets = Secrets.generate(random);
            Variables variables = variables(secrets);
            Placement placement = options.processes() ? new AsProcesses(variables, notices) : new InThisJvm(variables);
            Balancer balancer = owned.add(Balancer.start(ports.stream(), directory, clock, random));
            stream = address(balancer.port());
            dispatcherMeters = options.deployment().isPresent()
                    ? Optional.empty()
                    : Optional.of(owned.add(DispatcherMeters.start()));
            Optional<Background<DispatchHandler>> dispatcher =
                    dispatcherMeters.map(meters -> Background.start(() -> startDispatcher(variables, meters)));
            api = owned.add(placement.startApi(ports.api(), stream));
            nodes = owned.add(Nodes.start(
                    options.nodes(),
                    secrets.run(),
                    (number, id) -> placement.startNode(id, variables.node(id, ports.node(number), api.address()))));
            dispatcher.ifPresent(starting -> startEventSource(owned.add(starting.await())));
            new Readiness(api, nodes.all(), directory, clock).await();
            balancer.refresh();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static URI address(int port) {
        return URI.create("http://localhost:" + port);
    }

    private Variables variables(Secrets secrets) {
        return options.deployment()
                .map(deployment -> Variables.of(deployment, options.variables()))
                .orElseGet(() -> Variables.ofThisRun(aws.config(), aws.queues(), secrets, options.variables()));
    }

    private static DispatchHandler startDispatcher(Variables variables, DispatcherMeters meters) {
        return DispatchHandler.start(Settings.read(variables.dispatcher(), DispatcherConfig::read), meters);
    }

    private void startEventSource(DispatchHandler dispatcher) {
        RequestHandler<SQSEvent, SQSBatchResponse> handler =
                options.dispatcher().apply(dispatcher);
        HandlerFunction function = new HandlerFunction(handler, INVOCATION, clock);
        owned.add(EventSource.start(aws.sqs(), aws.queues(), function, options.concurrency()));
    }

    /** Where likes and comments are posted, such as {@code http://localhost:8080}. */
    public URI api() {
        return api.address();
    }

    /** The demo page. */
    public URI page() {
        return api.address().resolve("/");
    }

    /** The balancer before the nodes. */
    public URI stream() {
        return stream;
    }

    /** What the dispatcher measures; a deployment's function has no page for that. */
    public Optional<URI> dispatcherMetrics() {
        return dispatcherMeters.map(DispatcherMeters::page);
    }

    /** In the order of their numbers, also those that have ended unless others followed them. */
    public List<RunningNode> nodes() {
        return nodes.all();
    }

    /**
     * Starts a node, with an id of its own, where another has ended. Returns as soon as it is on its way; the registry shows
     * when it serves.
     *
     * @throws IllegalStateException if the other runs still, has been followed already, or is none of this platform's
     */
    public RunningNode follow(RunningNode ended) {
        return nodes.follow(ended);
    }

    /** What the registry and the API say is where. */
    public LocalStatus status() {
        LocalStatus.QueueAddresses addresses = LocalStatus.QueueAddresses.of(
                aws.config(), aws.queues().url(), aws.queues().deadLetterUrl());
        return LiveStatus.read(new LiveStatus.Fixed(stream, addresses), api(), directory, clock);
    }

    public NodeDirectory directory() {
        return directory;
    }

    public Queues queues() {
        return aws.queues();
    }

    /** Where AWS's services are, for clients of one's own. */
    public AwsConfig aws() {
        return aws.config();
    }

    public DynamoDbClient dynamoDb() {
        return aws.dynamoDb();
    }

    public SqsClient sqs() {
        return aws.sqs();
    }

    /** Stops all parts, last started first; each has a bound of a few seconds. */
    @Override
    public void close() {
        owned.close();
    }
}
