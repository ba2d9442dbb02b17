package io.groundswell.likes.accept;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The DURABLE events of one topic: a few messages in flight, what arrives beyond that waits and is packed together. They
 * do not wait for likes, and being sent twice does them no harm. Owned by the topic's loop.
 */
final class TopicEvents {
    private final Topic topic;
    private final Loop loop;
    private final Sender sender;
    private final OutboxLimits limits;
    private final Queue<EventGroup.Waiting> waiting = new ArrayDeque<>();
    private int inFlight;

    TopicEvents(Topic topic, Loop loop, Sender sender, OutboxLimits limits) {
        this.topic = topic;
        this.loop = loop;
        this.sender = sender;
        this.limits = limits;
    }

    void add(DurableEvent event, Consumer<Acceptance> answer) {
        assert loop.isCurrent();
        if (waiting.size() >= limits.waitingEventsPerTopic()) {
            answer.accept(new Acceptance.Overloaded("events waiting for " + topic + ": " + waiting.size()
                    + " (expected: fewer than " + limits.waitingEventsPerTopic() + ")"));
            return;
        }
        waiting.add(new EventGroup.Waiting(event, answer));
        sendWhatMay();
    }

    boolean isQuiet() {
        return inFlight == 0;
    }

    private void sendWhatMay() {
        while (inFlight < limits.eventMessagesPerTopic() && !waiting.isEmpty()) {
            inFlight++;
            EventGroup group = EventGroup.takeFrom(waiting);
            sender.send(group.body(topic), new InFlight(group));
        }
    }

    /** A message whose fate is not known yet. */
    private final class InFlight implements Sender.Owner {
        private final EventGroup group;

        InFlight(EventGroup group) {
            this.group = group;
        }

        @Override
        public void attempting() {}

        @Override
        public void settled(SendOutcome outcome) {
            inFlight--;
            sendWhatMay();
            group.answer(Acceptance.of(outcome));
        }
    }
}
