package io.groundswell.likes.accept;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.TopicUpdate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** DURABLE events of one topic that travel in one message, and who waits for its fate. Owned by the topic's loop. */
final class EventGroup {
    /** An event's names, numbers, id and punctuation. */
    private static final int EVENT_BYTES = 256;

    /** An escaped character of an actor's name. */
    private static final int CHARACTER_BYTES = 6;

    private final List<DurableEvent> events = new ArrayList<>();
    private final List<Consumer<Acceptance>> answers = new ArrayList<>();
    private int bytes;

    /** What an event takes on the wire, at most. */
    static int bytesOf(DurableEvent event) {
        return EVENT_BYTES
                + event.actor().length() * CHARACTER_BYTES
                + event.content().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Adds an event, unless the group would be too large with it; one always fits. */
    boolean add(DurableEvent event, Consumer<Acceptance> answer, int mostBytes) {
        int more = bytesOf(event);
        if (bytes + more > mostBytes && !events.isEmpty()) {
            return false;
        }
        events.add(event);
        answers.add(answer);
        bytes += more;
        return true;
    }

    int size() {
        return events.size();
    }

    int bytes() {
        return bytes;
    }

    TopicUpdate asTopicUpdate() {
        return TopicUpdate.durable(DurableEvents.of(events));
    }

    void answer(Acceptance acceptance) {
        answers.forEach(answer -> answer.accept(acceptance));
    }
}
