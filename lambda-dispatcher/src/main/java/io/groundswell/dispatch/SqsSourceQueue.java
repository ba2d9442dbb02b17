package io.groundswell.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.dispatch.Inbox.Poison;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The queue and its dead-letter queue in SQS. Immutable; any thread may use it. */
final class SqsSourceQueue implements SourceQueue {
    /** The message attribute that says why a message was set aside. */
    static final String REASON = "reason";

    /** The message attribute that says how often it had been received. */
    static final String RECEIVES = "receives";

    private static final Logger LOG = LoggerFactory.getLogger(SqsSourceQueue.class);
    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST_WAIT_SECONDS = 30;
    private static final String RECEIVE_COUNT = "ApproximateReceiveCount";

    private final Supplier<SqsClient> sqs;
    private final String queueUrl;
    private final String deadLetterQueueUrl;

    /** @param sqs asked for the client when there is something to be done, and not before */
    SqsSourceQueue(Supplier<SqsClient> sqs, String queueUrl, String deadLetterQueueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.deadLetterQueueUrl = deadLetterQueueUrl;
    }

    @Override
    public boolean setAside(Poison poison) {
        Map<String, MessageAttributeValue> attributes = Map.of(
                REASON,
                attribute("String", printable(poison.reason())),
                RECEIVES,
                attribute("Number", Long.toString(receives(poison.message()))));
        try {
            SqsClient client = sqs.get();
            client.sendMessage(send -> send.queueUrl(deadLetterQueueUrl)
                    .messageBody(poison.message().getBody())
                    .messageAttributes(attributes));
            LOG.warn("message {}: set aside, {}", poison.message().getMessageId(), poison.reason());
            return true;
        } catch (SdkException e) {
            LOG.warn(
                    "message {}: not set aside, it comes again",
                    poison.message().getMessageId(),
                    e);
            return false;
        }
    }

    @Override
    public void hasten(Collection<SQSMessage> failed) {
        List<SQSMessage> messages = new ArrayList<>(failed);
        for (int from = 0; from < messages.size(); from += MOST_ENTRIES) {
            shorten(messages.subList(from, Math.min(messages.size(), from + MOST_ENTRIES)));
        }
    }

    /** 1 s after the first receive, doubling, to 30 s. */
    static int waitSeconds(SQSMessage message) {
        int before = Math.toIntExact(Math.clamp(receives(message) - 1, 0, 30));
        return Math.toIntExact(Math.min(LONGEST_WAIT_SECONDS, 1L << before));
    }

    /** This one included. */
    private static long receives(SQSMessage message) {
        Map<String, String> attributes = message.getAttributes();
        String receives = attributes == null ? null : attributes.get(RECEIVE_COUNT);
        return receives == null ? 1 : Long.parseLong(receives);
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private void shorten(List<SQSMessage> messages) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(index -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(index))
                        .receiptHandle(messages.get(index).getReceiptHandle())
                        .visibilityTimeout(waitSeconds(messages.get(index)))
                        .build())
                .toList();
        try {
            SqsClient client = sqs.get();
            client.changeMessageVisibilityBatch(
                            change -> change.queueUrl(queueUrl).entries(entries))
                    .failed()
                    .forEach(failure -> LOG.warn(
                            "message {}: not hastened, {}",
                            messages.get(Integer.parseInt(failure.id())).getMessageId(),
                            failure.message()));
        } catch (SdkException e) {
            LOG.warn("{} messages: not hastened", messages.size(), e);
        }
    }

    /** SQS refuses control characters and halves of surrogate pairs in an attribute. */
    private static String printable(String text) {
        String cut = text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}\\x{FFFE}\\x{FFFF}]", "?");
    }
}
