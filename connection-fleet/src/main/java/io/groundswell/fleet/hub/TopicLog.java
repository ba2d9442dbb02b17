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
    private boolean closed;
    private long coveredSince;

    private final FrameLog live;
    private final FrameLog replay;
    private final Position opened;
    private final List<Frame> news = new ArrayList<>();
    private volatile Snapshot snapshot;

    /** @param opened where the node stands; every event of the topic after it is in the logs */
    TopicLog(TopicState state, HubConfig config, int loopCount, Position opened, Pinned pinned) {
        this.topic = state.topic();
        this.state = state;
        this.loops = new AtomicReferenceArray<>(loopCount);
        this.live = new FrameLog(config.live(), pinned);
        this.replay = new FrameLog(config.replay(), pinned);
        this.opened = opened;
        this.coveredSince = opened.millis();
        this.snapshot = snapshot(opened, 0);
    }

    private Snapshot snapshot(Position newest, long rounds) {
        return new Snapshot(
                state, newest, rounds, live, replay, new Snapshot.Coverage(opened.sequence(), coveredSince));
    }

    /**
     * Runs something when viewers may be let into all topics.
     *
     * @param afterRound takes it where they may be at once
     */
    static void whenReady(List<TopicLog> logs, List<Runnable> afterRound, Runnable action) {
        List<TopicLog> notReady = logs.stream().filter(log -> !log.ready).toList();
        if (notReady.isEmpty()) {
            afterRound.add(action);
            return;
        }
        int[] left = {notReady.size()};
        Runnable countDown = () -> {
            left[0]--;
            if (left[0] == 0) {
                action.run();
            }
        };
        notReady.forEach(log -> log.waiting.add(countDown));
    }

    /** An event that was dispatched then, in milliseconds since 1970, will never be here. */
    void lacks(long dispatchedAt) {
        coveredSince = Math.max(coveredSince, dispatchedAt);
    }

    /** Frames that are to be appended at the end of this round. */
    List<Frame> news() {
        return news;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** The node's newest frame, and its clock, when it began to follow the topic. */
    Position opened() {
        return opened;
    }

    /** @param now the node's clock, in milliseconds since 1970 */
    void append(Frame frame, ByteBuf encoded, long sequence, long now) {
        live.append(encoded, sequence, frame.acceptedAt(), now);
        if (frame.isReplayed()) {
            replay.append(encoded, sequence, frame.acceptedAt(), now);
        }
    }

    /** Ends a round: makes the state and the logs' ends known together. */
    void refresh(Position newest) {
        long rounds = snapshot.rounds() + (news.isEmpty() ? 0 : 1);
        snapshot = snapshot(newest, rounds);
    }

    /** Lets go of frames that are too old. */
    void evict(long now) {
        live.evict(now);
        replay.evict(now);
        refresh(snapshot.newest());
    }

    /** Whether the topic was forgotten: nothing may be appended. */
    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        live.close();
        replay.close();
    }
}
