package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.aws.AwsConfig;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AwsServicesTest {
    @Test
    void start_shouldCreateWhatIsAbsent_whenThereIsAnEndpoint() throws IOException {
        try (OneEndpoint endpoint = new OneEndpoint()) {
            PlatformOptions options = at(endpoint.address());
            String queue;
            try (AwsServices first = AwsServices.start(options)) {
                queue = first.queues().url();
                first.sqs().sendMessage(request -> request.queueUrl(queue).messageBody("kept"));
            }

            try (AwsServices again = AwsServices.start(options)) {
                assertThat(again.queues().url()).isEqualTo(queue);
                assertThat(again.sqs()
                                .receiveMessage(request -> request.queueUrl(queue))
                                .messages())
                        .singleElement()
                        .satisfies(message -> assertThat(message.body()).isEqualTo("kept"));
                assertThat(again.dynamoDb().listTables().tableNames())
                        .contains(
                                "groundswell-nodes",
                                "groundswell-subscriptions",
                                "groundswell-counters",
                                "groundswell-history");
            }
        }
    }

    @Test
    void start_shouldNameTheEndpoint_whenNobodyAnswersThere() {
        URI nobody = URI.create("http://127.0.0.1:" + Ports.anyFree());

        assertThatThrownBy(() -> AwsServices.start(at(nobody)))
                .isInstanceOf(LaunchException.class)
                .hasMessageStartingWith(nobody + ": ")
                .hasMessageEndingWith("(expected: SQS and DynamoDB that answer)");
    }

    private static PlatformOptions at(URI endpoint) {
        return PlatformOptions.onFreePorts().withEndpoint(Optional.of(endpoint), AwsConfig.Credentials.LOCAL);
    }
}
