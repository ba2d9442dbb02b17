package io.groundswell.likes.queue;

import io.groundswell.likes.accept.Message;
import io.groundswell.likes.accept.SendOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** One {@code SendMessageBatch}, each message an entry named by its place. Immutable. */
record SendBatch(List<Message> messages) {
    private static final SendOutcome NOT_NAMED =
            new SendOutcome.Unknown("entry: not named in the answer (expected: its outcome)");

    SendMessageBatchRequest request(String queueUrl) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(messages.size());
        for (Message message : messages) {
            SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(message.body());
            message.group().ifPresent(entry::messageGroupId);
            entries.add(entry.build());
        }
        return SendMessageBatchRequest.builder()
                .queueUrl(queueUrl)
                .entries(entries)
                .build();
    }

    /** Where the whole call had one outcome. */
    List<SendOutcome> all(SendOutcome outcome) {
        return Collections.nCopies(messages.size(), outcome);
    }

    /** What the answer says of each message. */
    List<SendOutcome> outcomes(SendMessageBatchResponse answer) {
        List<SendOutcome> outcomes = new ArrayList<>(all(NOT_NAMED));
        answer.successful().forEach(entry -> set(outcomes, entry.id(), new SendOutcome.Accepted()));
        answer.failed().forEach(entry -> set(outcomes, entry.id(), refused(entry)));
        return outcomes;
    }

    private static void set(List<SendOutcome> outcomes, String id, SendOutcome outcome) {
        outcomes.set(Integer.parseInt(id), outcome);
    }

    /** What is the sender's fault will be the next time too. */
    private static SendOutcome refused(BatchResultErrorEntry entry) {
        SendOutcome.Reason reason =
                Boolean.TRUE.equals(entry.senderFault()) ? SendOutcome.Reason.UNAVAILABLE : SendOutcome.Reason.LEFT_OUT;
        return new SendOutcome.Refused(reason, "entry: " + entry.code() + ", " + entry.message());
    }
}
