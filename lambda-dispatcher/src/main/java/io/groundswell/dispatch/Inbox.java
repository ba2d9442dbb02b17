package io.groundswell.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one invocation was given, merged; each topic remembers the messages it came from. Owned by the invocation. */
final class Inbox {
    private final Map<Topic, TopicUpdate> topics = new HashMap<>();
    private final Map<Topic, Set<SQSMessage>> messages = new HashMap<>();
    private final List<Poison> poison = new ArrayList<>();

    /**
     * A message that can never be read.
     *
     * @param reason as "name: value (expected: …)"
     */
    record Poison(SQSMessage message, String reason) {}

    static Inbox of(List<SQSMessage> received) {
        Inbox inbox = new Inbox();
        received.forEach(inbox::take);
        return inbox;
    }

    Map<Topic, TopicUpdate> topics() {
        return topics;
    }

    List<Poison> poison() {
        return poison;
    }

    /** The messages that any of the topics came from. */
    Set<SQSMessage> messagesOf(Collection<Topic> some) {
        Set<SQSMessage> from = new LinkedHashSet<>();
        some.forEach(topic -> from.addAll(messages.getOrDefault(topic, Set.of())));
        return from;
    }

    private void take(SQSMessage message) {
        try {
            BatchCodec.decode(message.getBody()).topics().forEach((topic, update) -> {
                topics.merge(topic, update, TopicUpdate::merge);
                messages.computeIfAbsent(topic, ignored -> new LinkedHashSet<>())
                        .add(message);
            });
        } catch (InvalidEventException e) {
            poison.add(new Poison(message, String.valueOf(e.getMessage())));
        }
    }

    private Inbox() {}
}
