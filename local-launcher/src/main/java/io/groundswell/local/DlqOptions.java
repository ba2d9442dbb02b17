package io.groundswell.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.local.client.ApiClient;
import io.groundswell.local.embedded.EventSource;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where the dead letters are: those of the running platform, or those at a URL. */
final class DlqOptions {
    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "What \"up\" was started with, where its dead letters are meant (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(
            names = "--queue-url",
            paramLabel = "URL",
            description = "The dead-letter queue of another installation, such as the deployment's.")
    private Optional<String> queueUrl = Optional.empty();

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "For --queue-url: where SQS is, if not at AWS's own address.")
    private Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--region",
            paramLabel = "NAME",
            defaultValue = "us-east-1",
            description = "For --queue-url: its region (default: ${DEFAULT-VALUE}).")
    private String region = "us-east-1";

    @Option(
            names = "--credentials",
            paramLabel = "local|default",
            defaultValue = "default",
            description = "For --queue-url: fixed ones that local stacks accept, or the AWS SDK's own chain"
                    + " (default: ${DEFAULT-VALUE}).")
    private AwsConfig.Credentials credentials = AwsConfig.Credentials.DEFAULT;

    /**
     * Where to look.
     *
     * @param source the queue that dispatchers read, where it is known
     */
    record Place(AwsConfig aws, String deadLetters, Optional<String> source) {
        SqsClient sqs() {
            return new AwsClients(aws).sqs(EventSource.RECEIVE_TIMEOUT);
        }
    }

    /**
     * @throws ParameterException if options contradict each other
     * @throws io.groundswell.local.client.ClientException if the running platform is meant and does not answer
     */
    Place place(CommandSpec spec) {
        if (queueUrl.isPresent()) {
            AwsConfig aws = new AwsConfig(region, endpoint, Optional.empty(), credentials, "");
            return new Place(aws, queueUrl.get(), Optional.empty());
        }
        if (endpoint.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--endpoint: alone (expected: with --queue-url)");
        }
        return ofRunningPlatform();
    }

    private Place ofRunningPlatform() {
        try (ApiClient api = new ApiClient(Platform.address(portBase))) {
            JsonNode queues = api.get(StatusEndpoint.PATH).path("queues");
            AwsConfig aws = new AwsConfig(
                    queues.path("region").asText(),
                    Optional.of(queues.path("endpoint").asText())
                            .filter(text -> !text.isEmpty())
                            .map(URI::create),
                    Optional.empty(),
                    AwsConfig.Credentials.valueOf(
                            queues.path("credentials").asText().toUpperCase(Locale.ROOT)),
                    "");
            return new Place(
                    aws,
                    queues.path("deadLetters").asText(),
                    Optional.of(queues.path("events").asText()));
        }
    }
}
