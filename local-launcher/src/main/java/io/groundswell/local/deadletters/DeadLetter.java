package io.groundswell.local.deadletters;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import io.groundswell.event.wire.BatchCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message that nobody could handle.
 *
 * @param id as the dead-letter queue has it
 * @param sentAt when it was set aside by the dispatcher, or sent first where the queue's redrive policy moved it
 * @param receives how often it has been received; where the queue moved it, each look at it counts too
 * @param topics what it speaks of, as far as that can be read
 * @param reason why the dispatcher set it aside; empty where the redrive policy moved it
 */
public record DeadLetter(
        String id, Instant sentAt, long receives, List<String> topics, Optional<String> reason, String body) {
    /** The attributes that the dispatcher gives a message which it sets aside. */
    private static final String REASON = "reason";

    private static final String RECEIVES = "receives";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TOPICS = 100;
    private static final int LONGEST_NAME = 140;

    static DeadLetter of(Message message) {
        return new DeadLetter(
                message.messageId(),
                Instant.ofEpochMilli(number(message, MessageSystemAttributeName.SENT_TIMESTAMP)),
                text(message, RECEIVES)
                        .filter(digits -> digits.matches("\\d{1,9}"))
                        .map(Long::parseLong)
                        .orElseGet(() -> number(message, MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)),
                topics(message.body()),
                text(message, REASON).map(DeadLetter::printable),
                message.body());
    }

    private static long number(Message message, MessageSystemAttributeName name) {
        return Long.parseLong(message.attributes().getOrDefault(name, "0"));
    }

    private static Optional<String> text(Message message, String attribute) {
        return Optional.ofNullable(message.messageAttributes().get(attribute)).map(MessageAttributeValue::stringValue);
    }

    private static List<String> topics(String body) {
        try {
            return BatchCodec.decode(body).topics().keySet().stream()
                    .map(Topic::toString)
                    .limit(MOST_TOPICS)
                    .toList();
        } catch (InvalidEventException e) {
            return namedTopics(body);
        }
    }

    /** What stands where a topic's name belongs, in a batch that has something wrong elsewhere. */
    private static List<String> namedTopics(String body) {
        List<String> names = new ArrayList<>();
        try {
            for (var topic : JSON.readTree(body).path("topics")) {
                String name = topic.path("topic").asText("");
                if (!name.isEmpty() && names.size() < MOST_TOPICS) {
                    names.add(printable(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME)));
                }
            }
        } catch (IOException notJson) {
            return List.of();
        }
        return names;
    }

    /** Whoever wrote the message must not write to somebody's terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
