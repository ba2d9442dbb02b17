package io.groundswell.local.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/**
 * Looks at dead letters without taking them out, and sends them again. SQS shows a message only by hiding it for a while: what
 * was looked at is shown again at the end, and by itself after {@link #HIDDEN} where that end never comes. Owned by one thread.
 */
public final class DeadLetterQueue {
    /** How many a look may take in at most. */
    public static final int MOST = 10_000;

    private static final Duration HIDDEN = Duration.ofMinutes(2);
    private static final int AT_ONCE = 10;
    private static final int WAIT_SECONDS = 1;
    /** An answer without messages may mean that SQS asked too few of its hosts. */
    private static final int EMPTY_ANSWERS = 3;

    private final SqsClient sqs;
    private final String url;

    /** @param url of the dead-letter queue */
    public DeadLetterQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /**
     * What was found.
     *
     * @param all whether there are no others
     */
    public record Look(List<DeadLetter> letters, boolean all) {}

    /**
     * What was done.
     *
     * @param redriven their ids
     * @param all whether every message of the queue was looked at
     */
    public record Redrive(Set<String> redriven, boolean all) {}

    /**
     * @param most 1 to {@link #MOST}
     * @throws software.amazon.awssdk.core.exception.SdkException if SQS does not answer
     */
    public Look look(int most) {
        List<DeadLetter> letters = new ArrayList<>();
        boolean all = walk(most, message -> {
            letters.add(DeadLetter.of(message));
            return false;
        });
        return new Look(letters, all);
    }

    /**
     * Sends messages again as they are, then takes them out: one that is sent and not taken out comes twice, which is
     * harmless.
     *
     * @param to the URL of the queue that dispatchers read
     * @param which not asked for what came after {@code until}
     * @param until what was sent to the dead letters later stays: it may be what was redriven
     * @param most how many are looked at, 1 to {@link #MOST}
     * @throws software.amazon.awssdk.core.exception.SdkException if SQS does not answer; what was sent until then is sent
     */
    public Redrive redrive(String to, Predicate<DeadLetter> which, Instant until, int most) {
        Set<String> redriven = new HashSet<>();
        boolean all = walk(most, message -> {
            DeadLetter letter = DeadLetter.of(message);
            boolean chosen = !letter.sentAt().isAfter(until) && which.test(letter);
            if (chosen) {
                send(message, to);
                redriven.add(letter.id());
            }
            return chosen;
        });
        return new Redrive(redriven, all);
    }

    /** The body alone: its events carry their own times, and what a reason said is no part of them. */
    private void send(Message message, String to) {
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        sqs.sendMessage(send -> send.queueUrl(to).messageBody(message.body()).messageGroupId(group));
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    /**
     * Visits each message once.
     *
     * @param taken whether the message has been taken out
     * @return whether there are no others
     */
    private boolean walk(int most, Predicate<Message> taken) {
        Set<String> seen = new HashSet<>();
        List<String> hidden = new ArrayList<>();
        try {
            for (int empty = 0; empty < EMPTY_ANSWERS; ) {
                List<Message> messages = receive(Math.min(AT_ONCE, most - seen.size()));
                empty = messages.isEmpty() ? empty + 1 : 0;
                for (Message message : messages) {
                    if (!seen.add(message.messageId()) || !taken.test(message)) {
                        hidden.add(message.receiptHandle());
                    }
                }
                if (seen.size() >= most) {
                    return false;
                }
            }
            return true;
        } finally {
            show(hidden);
        }
    }

    private List<Message> receive(int number) {
        return sqs.receiveMessage(ReceiveMessageRequest.builder()
                        .queueUrl(url)
                        .maxNumberOfMessages(number)
                        .visibilityTimeout(Math.toIntExact(HIDDEN.toSeconds()))
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All")
                        .build())
                .messages();
    }

    private void show(List<String> hidden) {
        for (int from = 0; from < hidden.size(); from += AT_ONCE) {
            List<String> some = hidden.subList(from, Math.min(hidden.size(), from + AT_ONCE));
            var entries = IntStream.range(0, some.size())
                    .mapToObj(index -> ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(index))
                            .receiptHandle(some.get(index))
                            .visibilityTimeout(0)
                            .build())
                    .toList();
            sqs.changeMessageVisibilityBatch(change -> change.queueUrl(url).entries(entries));
        }
    }
}
