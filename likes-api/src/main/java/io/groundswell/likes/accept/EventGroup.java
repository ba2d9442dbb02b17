package io.groundswell.likes.accept;

import io.groundswell.event.Batch;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/** DURABLE events of one topic that travel in one message, and who waits for its fate. */
record EventGroup(List<Waiting> members) {
    /** What SQS bills as one request. */
    static final int MOST_BYTES = 64 * 1024;

    /** The batch around the events, with the longest topic. */
    private static final int ENVELOPE_BYTES = 512;

    /** An event's names, numbers, id and punctuation. */
    private static final int EVENT_BYTES = 256;

    /** An escaped character of an actor's name. */
    private static final int CHARACTER_BYTES = 6;

    /** An event and who waits for it. */
    record Waiting(DurableEvent event, Consumer<Acceptance> answer) {
        private int bytes() {
            return EVENT_BYTES
                    + event.actor().length() * CHARACTER_BYTES
                    + event.content().getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** Takes from the head what fits into one message, at least one. */
    static EventGroup takeFrom(Queue<Waiting> waiting) {
        List<Waiting> members = new ArrayList<>();
        int bytes = ENVELOPE_BYTES;
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            bytes += next.bytes();
            if (bytes > MOST_BYTES && !members.isEmpty()) {
                break;
            }
            members.add(waiting.remove());
        }
        return new EventGroup(members);
    }

    String body(Topic topic) {
        List<DurableEvent> events = members.stream().map(Waiting::event).toList();
        return BatchCodec.encodeToString(Batch.of(topic, TopicUpdate.durable(DurableEvents.of(events))));
    }

    void answer(Acceptance acceptance) {
        members.forEach(member -> member.answer().accept(acceptance));
    }
}
