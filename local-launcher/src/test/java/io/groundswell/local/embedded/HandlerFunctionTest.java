package io.groundswell.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class HandlerFunctionTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_000));

    @Test
    void invoke_shouldGiveTheHandlerEveryField_whenLambdaWould() {
        List<SQSEvent.SQSMessage> seen = new ArrayList<>();
        LambdaFunction function = function((event, context) -> {
            seen.addAll(event.getRecords());
            return new SQSBatchResponse(List.of(new SQSBatchResponse.BatchItemFailure("m1")));
        });

        byte[] response = function.invoke(new SqsEventJson("arn:aws:sqs:eu-west-1:1:q").of(List.of(message())));

        assertThat(new String(response, StandardCharsets.UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
        SQSEvent.SQSMessage record = seen.getFirst();
        assertThat(record.getMessageId()).isEqualTo("m1");
        assertThat(record.getReceiptHandle()).isEqualTo("r1");
        assertThat(record.getBody()).isEqualTo("body ✓");
        assertThat(record.getMd5OfBody()).isEqualTo("md5");
        assertThat(record.getAttributes()).containsEntry("ApproximateReceiveCount", "2");
        assertThat(record.getMessageAttributes())
                .hasEntrySatisfying(
                        "origin", value -> assertThat(value.getStringValue()).isEqualTo("eu"));
        assertThat(record.getEventSource()).isEqualTo("aws:sqs");
        assertThat(record.getEventSourceArn()).isEqualTo("arn:aws:sqs:eu-west-1:1:q");
        assertThat(record.getAwsRegion()).isEqualTo("eu-west-1");
    }

    @Test
    void invoke_shouldTellTheTimeLeft_whenTheHandlerAsks() {
        List<Integer> left = new ArrayList<>();
        LambdaFunction function = function((event, context) -> {
            left.add(context.getRemainingTimeInMillis());
            return new SQSBatchResponse(List.of());
        });

        function.invoke("{\"Records\":[]}".getBytes(StandardCharsets.UTF_8));

        assertThat(left).containsExactly(30_000);
    }

    @Test
    void invoke_shouldThrow_whenTheHandlerDoes() {
        LambdaFunction function = function((event, context) -> {
            throw new IllegalStateException("boom");
        });

        assertThatThrownBy(() -> function.invoke("{\"Records\":[]}".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("boom");
    }

    private interface Handler {
        SQSBatchResponse handle(SQSEvent event, Context context);
    }

    private static LambdaFunction function(Handler handler) {
        return new HandlerFunction(handler::handle, Duration.ofSeconds(30), CLOCK);
    }

    private static Message message() {
        return Message.builder()
                .messageId("m1")
                .receiptHandle("r1")
                .body("body ✓")
                .md5OfBody("md5")
                .attributes(Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2"))
                .messageAttributes(Map.of(
                        "origin",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("eu")
                                .build()))
                .build();
    }
}
