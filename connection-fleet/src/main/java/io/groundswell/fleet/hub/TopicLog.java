package io.groundswell.fleet.hub;

import io.groundswell.event.Topic;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One topic of the node: its state, the live log that every viewer follows, and the replay log of DURABLE frames alone, so
 * that hearts do not push out comments. Both share the node's sequence. Owner: the intake thread; event loops read the
 * snapshot and the segments, and own their entry in {@link #loops}.
 */
final class TopicLog {
    final Topic topic;
    final TopicState state;
    final AtomicReferenceArray<LoopTopic> loops;
    final List<Runnable> waiting = new ArrayList<>();
    int viewers;
    long idleSince;
    boolean ready;

    private final FrameLog live;
    private final FrameLog replay;
    private final long coveredAfter;
    private final List<Frame> news = new ArrayList<>();
    private volatile Snapshot snapshot;

    /** @param newest the node's newest frame; every event of the topic after it is in the logs */
    TopicLog(Topic topic, TopicState state, HubConfig config, int loopCount, Position newest, Pinned pinned) {
        this.topic = topic;
        this.state = state;
        this.loops = new AtomicReferenceArray<>(loopCount);
        this.live = new FrameLog(config.live(), pinned);
        this.replay = new FrameLog(config.replay(), pinned);
        this.coveredAfter = newest.sequence();
        this.snapshot = new Snapshot(state, newest, 0, live, replay, coveredAfter);
    }

    /** Frames that are to be appended at the end of this round. */
    List<Frame> news() {
        return news;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    void append(Frame frame, ByteBuf encoded, Position position) {
        live.append(encoded, position.sequence(), frame.acceptedAt(), position.millis());
        if (frame instanceof Frame.Durable) {
            replay.append(encoded, position.sequence(), frame.acceptedAt(), position.millis());
        }
    }

    /** Ends a round: makes the state and the logs' ends known together. */
    void refresh(Position newest) {
        long rounds = snapshot.rounds() + (news.isEmpty() ? 0 : 1);
        snapshot = new Snapshot(state, newest, rounds, live, replay, Math.max(coveredAfter, replay.evictedThrough()));
    }

    /** Lets go of frames that are too old. */
    void evict(long now) {
        live.evict(now);
        replay.evict(now);
        refresh(snapshot.newest());
    }

    void close() {
        live.close();
        replay.close();
    }
}
