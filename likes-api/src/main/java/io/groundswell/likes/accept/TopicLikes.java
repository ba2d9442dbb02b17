package io.groundswell.likes.accept;

import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The likes of one topic: at most one packet in flight, the first at once, each next one a spacing after the last attempt
 * at the earliest. Likes that arrive meanwhile wait and go together, so packets grow with the load. Owned by the topic's
 * loop.
 */
final class TopicLikes {
    private final Topic topic;
    private final Loop loop;
    private final Sender sender;
    private final Duration spacing;
    private final ReplicaCounter counter;
    private LikeGroup waiting = new LikeGroup();
    private boolean inFlight;
    private boolean paused;
    private long nextAt;

    TopicLikes(Topic topic, Loop loop, Sender sender, Duration spacing, ReplicaCounter counter) {
        this.topic = topic;
        this.loop = loop;
        this.sender = sender;
        this.spacing = spacing;
        this.counter = counter;
        this.nextAt = loop.nanos();
    }

    void add(Like like, Consumer<Acceptance> answer) {
        assert loop.isCurrent();
        waiting.add(like, answer);
        sendWhenDue();
    }

    /** Whether nothing is under way, and a like would go at once. */
    boolean isQuiet() {
        return !inFlight && waiting.isEmpty() && loop.nanos() >= nextAt;
    }

    private void sendWhenDue() {
        if (inFlight || paused || waiting.isEmpty()) {
            return;
        }
        long early = nextAt - loop.nanos();
        if (early > 0) {
            paused = true;
            loop.schedule(this::pauseIsOver, Duration.ofNanos(early));
        } else {
            send();
        }
    }

    private void pauseIsOver() {
        paused = false;
        sendWhenDue();
    }

    private void send() {
        LikeGroup group = waiting;
        waiting = new LikeGroup();
        inFlight = true;
        Packet packet = counter.next(group);
        sender.send(packet.body(topic), new InFlight(packet, group));
    }

    /** A packet whose fate is not known yet. */
    private final class InFlight implements Sender.Owner {
        private final Packet packet;
        private final LikeGroup likes;

        InFlight(Packet packet, LikeGroup likes) {
            this.packet = packet;
            this.likes = likes;
        }

        @Override
        public void attempting() {
            nextAt = loop.nanos() + spacing.toNanos();
        }

        @Override
        public void settled(SendOutcome outcome) {
            inFlight = false;
            switch (outcome) {
                case SendOutcome.Accepted ignored -> counter.accepted(packet);
                case SendOutcome.Refused ignored -> {} // the counter never had them
                case SendOutcome.Unknown ignored -> counter.restart();
            }
            sendWhenDue();
            likes.answer(Acceptance.of(outcome));
        }
    }
}
