package io.groundswell.local.embedded;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One embedded SQS for all tests of this JVM; each test has queues of its own. */
final class EmbeddedAws {
    private static final EmbeddedSqs SQS = EmbeddedSqs.start("us-east-1");
    private static final AtomicInteger QUEUE = new AtomicInteger();

    private EmbeddedAws() {}

    static SqsClient sqs() {
        return new AwsClients(new AwsConfig(
                        "us-east-1",
                        Optional.of(SQS.endpoint()),
                        Optional.empty(),
                        AwsConfig.Credentials.LOCAL,
                        "test-"))
                .sqs(EventSource.RECEIVE_TIMEOUT);
    }

    static String freshQueueName() {
        return "queue-" + QUEUE.incrementAndGet();
    }
}
