package io.groundswell.likes.accept;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The DURABLE events of one topic: a few messages in flight, what arrives beyond that waits and is packed together. They
 * do not wait for likes, and being sent twice does them no harm. Owned by the topic's loop.
 */
final class TopicEvents implements Source {
    /** The batch around the events, with the longest topic. */
    private static final int FRAME_BYTES = 512;

    private final Topic topic;
    private final Lane lane;
    /** Groups that are full, and one that is not. */
    private final Deque<EventGroup> waiting = new ArrayDeque<>(1);

    private int waitingEvents;
    private int inFlight;
    private boolean offered;

    TopicEvents(Topic topic, Lane lane) {
        this.topic = topic;
        this.lane = lane;
    }

    void add(DurableEvent event, Consumer<Acceptance> answer) {
        assert lane.loop().isCurrent();
        int most = lane.config().requests().waitingEventsPerTopic();
        if (waitingEvents >= most) {
            answer.accept(new Acceptance.Overloaded(
                    "events waiting for " + topic + ": " + waitingEvents + " (expected: fewer than " + most + ")"));
            return;
        }
        waitingEvents++;
        int mostBytes = lane.config().packing().packetBytes() - FRAME_BYTES;
        EventGroup last = waiting.peekLast();
        if (last == null || !last.add(event, answer, mostBytes)) {
            last = new EventGroup();
            waiting.add(last);
            var _ = last.add(event, answer, mostBytes);
        }
        offerWhatMay();
    }

    boolean isQuiet() {
        return inFlight == 0 && waiting.isEmpty();
    }

    private void offerWhatMay() {
        boolean may = inFlight < lane.config().requests().eventMessagesPerTopic();
        if (may && !offered && !waiting.isEmpty()) {
            offered = true;
            lane.packer().offer(this);
        }
    }

    @Override
    public int bytes() {
        return FRAME_BYTES + waiting.element().bytes();
    }

    @Override
    public int requests() {
        return waiting.element().size();
    }

    @Override
    public Parcel take() {
        offered = false;
        inFlight++;
        EventGroup group = waiting.remove();
        waitingEvents -= group.size();
        offerWhatMay();
        return new Parcel(topic, group.asTopicUpdate(), new InFlight(group));
    }

    /** A parcel whose fate is not known yet. */
    private final class InFlight implements Parcel.Owner {
        private final EventGroup group;

        InFlight(EventGroup group) {
            this.group = group;
        }

        @Override
        public void attempting() {}

        @Override
        public void settled(SendOutcome outcome) {
            inFlight--;
            offerWhatMay();
            group.answer(Acceptance.of(outcome));
        }
    }
}
