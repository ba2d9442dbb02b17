package io.groundswell.chaos;

import static org.awaitility.Awaitility.await;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.local.client.ClientException;
import io.groundswell.local.embedded.Queues;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** SQS and DynamoDB as all parts of a run reach them, with troubles in front, and what parts have to know of them. Any thread. */
final class Backdrop implements AutoCloseable {
    /** Signs tokens and deliveries. */
    static final String SECRET = "only-for-tests-0123456789abcdef-0123456789abcdef";

    static final String PREFIX = "groundswell-";

    private static final String REGION = "us-east-1";
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    /** As the deployment's, but messages of killed dispatchers come again sooner; an invocation that waits for a start is shorter. */
    private static final Queues.Rules RULES = new Queues.Rules(
            Queues.Rules.STANDARD.name(), Duration.ofSeconds(10), Queues.Rules.STANDARD.mostReceives());

    private final Throttle throttle;
    private final UnrulyQueue queue;
    private final ServiceProxy services;
    private final SqsClient sqs;
    private final Queues queues;

    /** @param random may be drawn from by any thread */
    Backdrop(Random random) throws IOException {
        throttle = new Throttle(random);
        queue = new UnrulyQueue(random);
        services = new ServiceProxy(queue, throttle);
        Optional<URI> there = Optional.of(services.address());
        sqs = new AwsClients(new AwsConfig(REGION, there, there, AwsConfig.Credentials.LOCAL, PREFIX)).sqs(CALL);
        queues = Queues.create(sqs, RULES);
    }

    URI address() {
        return services.address();
    }

    /** Before DynamoDB. */
    Throttle throttle() {
        return throttle;
    }

    /** Before SQS. */
    UnrulyQueue queue() {
        return queue;
    }

    /** What a process of the platform needs in its environment besides its own. */
    Map<String, String> variables() {
        return new HashMap<>(Map.of(
                "AWS_REGION",
                REGION,
                "GROUNDSWELL_SQS_ENDPOINT",
                services.address().toString(),
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                services.address().toString(),
                "GROUNDSWELL_AWS_CREDENTIALS",
                "local",
                "GROUNDSWELL_TABLE_PREFIX",
                PREFIX,
                "GROUNDSWELL_QUEUE_URL",
                queues.url(),
                "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                queues.deadLetterUrl(),
                "GROUNDSWELL_TOKEN_SECRET",
                SECRET,
                "GROUNDSWELL_INTERNAL_KEY",
                SECRET));
    }

    /** Whether no message is on its way, nor may come back. */
    boolean isQueueEmpty() {
        return queue.sends().underWay() == 0 && messages(queues.url()) == 0;
    }

    int deadLetters() {
        return messages(queues.deadLetterUrl());
    }

    private int messages(String url) {
        return patiently(() -> sqs.getQueueAttributes(request -> request.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** Asks again where there was no answer. */
    static <T> T patiently(Callable<T> question) {
        return await().atMost(LONGEST_ANSWER)
                .ignoreExceptionsMatching(e -> e instanceof ClientException || e instanceof SdkException)
                .until(question, _ -> true);
    }

    @Override
    public void close() {
        sqs.close();
        services.close();
    }
}
