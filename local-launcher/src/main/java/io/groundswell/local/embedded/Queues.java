package io.groundswell.local.embedded;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * The queue and its dead-letter queue. Immutable.
 *
 * @param url of the queue
 * @param deadLetterUrl where a message goes that was received {@link Rules#mostReceives} times in vain
 * @param arn of the queue
 */
public record Queues(String url, String deadLetterUrl, String arn) {

    /**
     * What the queues are like.
     *
     * @param name of the queue; the dead-letter queue adds {@code -dead-letters}
     * @param visibility how long a received message stays hidden, in whole seconds
     * @param mostReceives high, because the handler sets poison aside itself: this is only for crash loops
     */
    public record Rules(String name, Duration visibility, int mostReceives) {
        /** What {@code groundswell up} uses; the deployment has the same numbers. */
        public static final Rules STANDARD = new Rules("groundswell-events", Duration.ofSeconds(30), 100);
    }

    /** Creates what is not there; queues that are there stay as they are. */
    public static Queues create(SqsClient sqs, Rules rules) {
        String deadLetterUrl = createIfAbsent(sqs, rules.name() + "-dead-letters", Map.of());
        String url = createIfAbsent(
                sqs,
                rules.name(),
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        Long.toString(rules.visibility().toSeconds()),
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                                .formatted(arn(sqs, deadLetterUrl), rules.mostReceives())));
        return new Queues(url, deadLetterUrl, arn(sqs, url));
    }

    private static String createIfAbsent(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        try {
            return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
        } catch (QueueDoesNotExistException absent) {
            return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                    .queueUrl();
        }
    }

    private static String arn(SqsClient sqs, String url) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes();
        return Objects.requireNonNull(attributes.get(QueueAttributeName.QUEUE_ARN), "QueueArn");
    }
}
