package io.groundswell.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.dispatch.Inbox.Poison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsSourceQueueTest {
    private final FakeSqs sqs = new FakeSqs();
    private final SqsSourceQueue queue = new SqsSourceQueue(() -> sqs, "http://sqs/queue", "http://sqs/dead");

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "5,16", "6,30", "100,30"})
    void waitSeconds_shouldDoubleUpToThirty_whenAMessageComesAgain(int receives, int seconds) {
        assertThat(SqsSourceQueue.waitSeconds(message("m", receives))).isEqualTo(seconds);
    }

    @Test
    void waitSeconds_shouldBeOne_whenTheCountIsUnknown() {
        assertThat(SqsSourceQueue.waitSeconds(new SQSMessage())).isEqualTo(1);
    }

    @Test
    void hasten_shouldShortenEveryVisibility_whenThereAreMoreThanARequestTakes() {
        queue.hasten(IntStream.range(0, 12).mapToObj(n -> message("m" + n, 2)).toList());

        assertThat(sqs.changes)
                .extracting(ChangeMessageVisibilityBatchRequest::queueUrl)
                .containsOnly("http://sqs/queue");
        assertThat(sqs.changes.stream().flatMap(change -> change.entries().stream()))
                .hasSize(12)
                .extracting(ChangeMessageVisibilityBatchRequestEntry::visibilityTimeout)
                .containsOnly(2);
        assertThat(sqs.changes)
                .allSatisfy(change -> assertThat(change.entries()).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void hasten_shouldCallNothing_whenNothingFailed() {
        queue.hasten(List.of());

        assertThat(sqs.changes).isEmpty();
    }

    @Test
    void hasten_shouldGoOn_whenSqsCannotBeReached() {
        sqs.broken = true;

        queue.hasten(List.of(message("m", 1)));

        assertThat(sqs.changes).hasSize(1);
    }

    @Test
    void setAside_shouldSendTheMessageWithItsReason_whenItIsPoison() {
        SQSMessage message = message("m", 3);
        message.setBody("not json");

        assertThat(queue.setAside(new Poison(message, "batch: not json\u0000 (expected: a JSON object)")))
                .isTrue();

        SendMessageRequest sent = sqs.sent.getFirst();
        assertThat(sent.queueUrl()).isEqualTo("http://sqs/dead");
        assertThat(sent.messageBody()).isEqualTo("not json");
        assertThat(sent.messageAttributes())
                .hasEntrySatisfying(
                        SqsSourceQueue.REASON,
                        reason -> assertThat(reason.stringValue())
                                .isEqualTo("batch: not json? (expected: a JSON object)"))
                .hasEntrySatisfying(
                        SqsSourceQueue.RECEIVES,
                        receives -> assertThat(receives.stringValue()).isEqualTo("3"));
    }

    @Test
    void setAside_shouldSayNo_whenSqsCannotBeReached() {
        sqs.broken = true;

        assertThat(queue.setAside(new Poison(message("m", 1), "why"))).isFalse();
    }

    private static SQSMessage message(String id, int receives) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setReceiptHandle("handle-" + id);
        message.setBody("{}");
        message.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(receives)));
        return message;
    }

    private static final class FakeSqs implements SqsClient {
        private final List<SendMessageRequest> sent = new ArrayList<>();
        private final List<ChangeMessageVisibilityBatchRequest> changes = new ArrayList<>();
        private boolean broken;

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            sent.add(request);
            failIfBroken();
            return SendMessageResponse.builder().build();
        }

        @Override
        public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
                ChangeMessageVisibilityBatchRequest request) {
            changes.add(request);
            failIfBroken();
            return ChangeMessageVisibilityBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}

        private void failIfBroken() {
            if (broken) {
                throw SdkClientException.create("sqs: broken (expected: by this test)");
            }
        }
    }
}
