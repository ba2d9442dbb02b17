package io.groundswell.likes.accept;

import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The likes of one topic: at most one packet in flight, the first at once, each next one a spacing after the last attempt
 * at the earliest. Likes that arrive meanwhile wait and go together, so packets grow with the load. Owned by the topic's
 * loop.
 */
final class TopicLikes implements Source {
    /** Field names, numbers and punctuation. */
    private static final int FRAME_BYTES = 240;

    private final Topic topic;
    private final Lane lane;
    private final ReplicaCounter counter;
    /** Groups that are full, and one that is not. */
    private final Deque<LikeGroup> waiting = new ArrayDeque<>(1);

    private boolean offered;
    private boolean inFlight;
    private boolean paused;
    private long nextAt;

    TopicLikes(Topic topic, Lane lane) {
        this.topic = topic;
        this.lane = lane;
        this.nextAt = lane.loop().nanos();
        this.counter = new ReplicaCounter(lane.ids(), lane.config().topics().replicaLife());
    }

    void add(Like like, Consumer<Acceptance> answer) {
        assert lane.loop().isCurrent();
        LikeGroup last = waiting.peekLast();
        if (last == null || !last.add(like, answer)) {
            last = new LikeGroup(lane.config().packing());
            waiting.add(last);
            var _ = last.add(like, answer);
        }
        offerWhenDue();
    }

    /** Whether nothing is under way, and a like would go at once. */
    boolean isQuiet() {
        return !inFlight && waiting.isEmpty() && lane.loop().nanos() >= nextAt;
    }

    private void offerWhenDue() {
        if (offered || inFlight || paused || waiting.isEmpty()) {
            return;
        }
        long early = nextAt - lane.loop().nanos();
        if (early > 0) {
            paused = true;
            lane.loop().schedule(this::pauseIsOver, Duration.ofNanos(early));
        } else {
            offered = true;
            lane.packer().offer(this);
        }
    }

    private void pauseIsOver() {
        paused = false;
        offerWhenDue();
    }

    @Override
    public int bytes() {
        return FRAME_BYTES
                + topic.id().length()
                + counter.bytes()
                + waiting.element().bytes();
    }

    @Override
    public int requests() {
        return waiting.element().size();
    }

    @Override
    public Parcel take() {
        offered = false;
        inFlight = true;
        LikeGroup group = waiting.remove();
        ReplicaUpdate update = counter.next(group);
        return new Parcel(topic, update.asTopicUpdate(), new InFlight(update, group));
    }

    /** A parcel whose fate is not known yet. */
    private final class InFlight implements Parcel.Owner {
        private final ReplicaUpdate update;
        private final LikeGroup likes;

        InFlight(ReplicaUpdate update, LikeGroup likes) {
            this.update = update;
            this.likes = likes;
        }

        @Override
        public void attempting() {
            nextAt = lane.loop().nanos() + lane.config().spacing().toNanos();
        }

        @Override
        public void settled(SendOutcome outcome) {
            inFlight = false;
            switch (outcome) {
                case SendOutcome.Accepted ignored -> counter.accepted(update);
                case SendOutcome.Refused ignored -> {} // the counter never had them
                case SendOutcome.Unknown ignored -> counter.end();
            }
            offerWhenDue();
            likes.answer(Acceptance.of(outcome));
        }
    }
}
