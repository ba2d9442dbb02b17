package io.groundswell.benchmarks.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Events as a function gets them. Source: AWS Lambda Developer Guide, "Using Lambda with Amazon SQS". */
public final class SqsEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGION = "us-east-1";

    /** UTF-8 JSON. */
    public static byte[] json(SQSEvent event) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        event.getRecords().forEach(message -> root.withArray("Records").add(record(message)));
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("event: not written (expected: a tree of text is always JSON)", e);
        }
    }

    private static ObjectNode record(SQSMessage message) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("messageId", message.getMessageId());
        record.put("receiptHandle", message.getReceiptHandle());
        record.put("body", message.getBody());
        ObjectNode attributes = record.putObject("attributes");
        message.getAttributes().forEach(attributes::put);
        record.putObject("messageAttributes");
        record.put("eventSource", "aws:sqs");
        record.put("eventSourceARN", "arn:aws:sqs:" + REGION + ":000000000000:groundswell-events");
        record.put("awsRegion", REGION);
        return record;
    }

    private SqsEvents() {}
}
