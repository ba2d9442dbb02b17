package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.likes.accept.Message;
import io.groundswell.likes.accept.SendOutcome;
import io.groundswell.likes.metrics.FailureLog;
import io.groundswell.likes.queue.SqsQueue;
import io.groundswell.local.embedded.EmbeddedSqs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The embedded queue is a standard one, and takes a message that names a group as it takes any. */
@EmbeddedOnly("It is about the embedded queue.")
class QueueGroupSuite {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void embeddedQueue_shouldTakeMessages_whenTheyNameAGroup() {
        try (EmbeddedSqs embedded = EmbeddedSqs.start("us-east-1")) {
            AwsClients aws = new AwsClients(new AwsConfig(
                    "us-east-1",
                    Optional.of(embedded.endpoint()),
                    Optional.empty(),
                    AwsConfig.Credentials.LOCAL,
                    "test-"));
            SqsClient client = aws.sqs(TIMEOUT);
            String url =
                    client.createQueue(request -> request.queueName("groups")).queueUrl();
            FailureLog failures = new FailureLog(LoggerFactory.getLogger(getClass()), InstantSource.system());
            try (SqsQueue queue = new SqsQueue(client, url, failures)) {
                CompletableFuture<List<SendOutcome>> outcomes = new CompletableFuture<>();
                queue.send(
                        List.of(
                                new Message("one", 3, Optional.of("video:42")),
                                new Message("two", 3, Optional.empty())),
                        outcomes::complete);

                assertThat(outcomes.orTimeout(20, TimeUnit.SECONDS).join())
                        .containsExactly(new SendOutcome.Accepted(), new SendOutcome.Accepted());
                assertThat(client.receiveMessage(
                                        request -> request.queueUrl(url).maxNumberOfMessages(10))
                                .messages())
                        .extracting(message -> message.body())
                        .containsExactlyInAnyOrder("one", "two");
            }
        }
    }
}
