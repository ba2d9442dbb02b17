package io.groundswell.promises;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.event.CountedState;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A queue of its own, which nobody reads until the test does. Owned by the test's thread. */
final class LikeQueue implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final URI endpoint;
    private final SqsClient sqs;
    private final String url;

    LikeQueue(URI endpoint) {
        this.endpoint = endpoint;
        this.sqs = new AwsClients(new AwsConfig(
                        "us-east-1", Optional.of(endpoint), Optional.empty(), AwsConfig.Credentials.LOCAL, "test-"))
                .sqs(TIMEOUT);
        this.url = sqs.createQueue(request -> request.queueName("likes")).queueUrl();
    }

    /** What an API process reads that is to send here. */
    Map<String, String> variables(int port) {
        Map<String, String> variables = new HashMap<>();
        variables.put("GROUNDSWELL_API_HOST", "127.0.0.1");
        variables.put("GROUNDSWELL_API_PORT", Integer.toString(port));
        variables.put("GROUNDSWELL_QUEUE_URL", url);
        variables.put("GROUNDSWELL_SQS_ENDPOINT", endpoint.toString());
        variables.put("GROUNDSWELL_DYNAMODB_ENDPOINT", endpoint.toString());
        variables.put("GROUNDSWELL_AWS_CREDENTIALS", "local");
        variables.put("GROUNDSWELL_GUESTS", "true");
        variables.put("GROUNDSWELL_API_ADDRESS_PER_SECOND", "0");
        variables.put("GROUNDSWELL_TOKEN_SECRET", "t".repeat(32));
        return variables;
    }

    /** Takes all that is there and counts it as a dispatcher would. */
    long drain() {
        Map<Topic, CountedState> counted = new HashMap<>();
        for (List<Message> some = receive(); !some.isEmpty(); some = receive()) {
            for (Message message : some) {
                Map<Topic, TopicUpdate> topics =
                        BatchCodec.decode(message.body()).topics();
                topics.forEach((topic, update) -> counted.merge(topic, update.counted(), CountedState::merge));
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
        return counted.values().stream()
                .flatMap(state -> state.totals().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<Message> receive() {
        return sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages();
    }

    @Override
    public void close() {
        sqs.close();
    }
}
