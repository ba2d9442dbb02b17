package io.groundswell.dispatch;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.event.Batch;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Replica;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one invocation was given, merged; each topic remembers the messages it came from. Owned by the invocation. */
final class Inbox {
    private final Map<Topic, TopicUpdate> topics = new HashMap<>();
    private final Map<Topic, Set<SQSMessage>> messages = new HashMap<>();
    private final List<Poison> poison = new ArrayList<>();
    private final long refusedBefore;

    /**
     * A message that can never be read, or is too old to be taken.
     *
     * @param reason as "name: value (expected: …)"
     */
    record Poison(SQSMessage message, String reason) {}

    /** @param refusedBefore when a replica must have begun at least for its packets to be taken, in milliseconds since 1970 */
    static Inbox of(List<SQSMessage> received, long refusedBefore) {
        Inbox inbox = new Inbox(refusedBefore);
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
            Batch batch = BatchCodec.decode(message.getBody());
            Optional<Replica> expired = expired(batch);
            if (expired.isPresent()) {
                poison.add(new Poison(
                        message,
                        "replica " + expired.get() + ": expired (expected: begun at " + refusedBefore + " or later)"));
            } else {
                take(message, batch);
            }
        } catch (InvalidEventException e) {
            poison.add(new Poison(message, String.valueOf(e.getMessage())));
        }
    }

    private void take(SQSMessage message, Batch batch) {
        batch.topics().forEach((topic, update) -> {
            topics.merge(topic, update, TopicUpdate::merge);
            messages.computeIfAbsent(topic, ignored -> new LinkedHashSet<>()).add(message);
        });
    }

    /** It may have been folded, so it can neither be counted again nor be told to nodes. */
    private Optional<Replica> expired(Batch batch) {
        return batch.topics().values().stream()
                .flatMap(update -> update.counted().replicas().keySet().stream())
                .filter(replica -> replica.begunBefore(refusedBefore))
                .findFirst();
    }

    private Inbox(long refusedBefore) {
        this.refusedBefore = refusedBefore;
    }
}
