package io.groundswell.local;

import io.groundswell.aws.AwsConfig;
import io.groundswell.local.localstack.Container;
import io.groundswell.local.localstack.Deployment;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the platform until it is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Start the whole platform; Ctrl-C stops it.",
        description = "%nEverything listens on this machine only: API and demo page at the port base, the balancer's"
                + " stream address one above, the nodes above that. Nothing is kept: queue and tables are in memory,"
                + " unless --endpoint says where to find others, or --localstack deploys the stacks of AWS into a"
                + " LocalStack, which Docker runs and which stays.%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  groundswell up --nodes 3           three streaming nodes",
            "  groundswell up --port-base 9000    page and API on 9000, streams on 9001",
            "  groundswell up --processes         kill a node, see its viewers come back",
            "  groundswell up --require-tokens    ask everybody for a token",
            "  groundswell up --endpoint http://localhost:4566    on LocalStack, without a deployment",
            "  groundswell up --localstack        deployed by the CDK into LocalStack; \"down\" removes it"
        })
final class UpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many streaming nodes, 1 to 16 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of API and page; the others follow. 0: free ones (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(names = "--processes", description = "Run the API and each node as a process of its own.")
    private boolean processes;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Use SQS and DynamoDB there instead of the embedded ones.")
    private Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--credentials",
            paramLabel = "local|default",
            defaultValue = "local",
            description = "For --endpoint: fixed ones that local stacks accept, or the AWS SDK's own chain"
                    + " (default: ${DEFAULT-VALUE}).")
    private AwsConfig.Credentials credentials = AwsConfig.Credentials.LOCAL;

    @Option(
            names = "--require-tokens",
            description = "Admit no guests, as where it is deployed; \"groundswell token\" gives tokens.")
    private boolean requireTokens;

    @Option(
            names = "--localstack",
            description = "Deploy with the CDK into LocalStack, or change what is there; needs Docker and Node.js.")
    private boolean localStack;

    @Mixin
    private final LocalStackOptions deploying = new LocalStackOptions();

    @Override
    public Integer call() throws InterruptedException {
        PlatformOptions given = options();
        PrintWriter out = spec.commandLine().getOut();
        Banner banner = new Banner(out);
        StopSignal signal = StopSignal.install();
        Platform platform;
        try {
            PlatformOptions options = localStack ? given.withDeployment(deploy(banner)) : given;
            banner.starting(options);
            platform = Platform.start(options, new Notices(spec.commandLine().getErr())::tell);
        } catch (RuntimeException e) {
            signal.remove();
            throw e;
        }
        if (localStack) {
            deploying.predecessor().become();
        }
        banner.ready(platform);
        signal.closeOnStop(platform, () -> banner.stopped());
        new CountDownLatch(1).await();
        return 0;
    }

    private Deployment deploy(Banner banner) {
        Container container = deploying.start(banner::step);
        Deployment deployment = deploying.deployer(container, banner::step).deploy(deploying.context());
        deploying.predecessor().stop();
        return deployment;
    }

    private Map<String, String> variables() {
        return requireTokens ? Map.of("GROUNDSWELL_GUESTS", "false") : Map.of();
    }

    PlatformOptions options() {
        try {
            return PlatformOptions.onFreePorts()
                    .withNodes(nodes)
                    .withPortBase(portBase)
                    .withProcesses(processes)
                    .withEndpoint(endpoint, credentials)
                    .withVariables(variables());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
