package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.util.function.BiConsumer;

/**
 * Brings viewers that come back what they lack, topic by topic: out of the replay log where that has it exactly, else out of
 * history, else out of the replay log as far as it reaches, with a gap for the rest. What comes from elsewhere than the log
 * comes first and without positions, so that no position vouches for what was not sent. Owner: an event loop.
 */
final class Comebacks {
    private final Hub hub;
    private final EventLoop loop;
    private final BiConsumer<Viewer, Long> visit;

    /** @param visit writes to a viewer up to a published sequence */
    Comebacks(Hub hub, EventLoop loop, BiConsumer<Viewer, Long> visit) {
        this.hub = hub;
        this.loop = loop;
        this.visit = visit;
    }

    /** @param seen how far it has come, here or elsewhere */
    void begin(Viewer viewer, Position seen) {
        assert loop.inEventLoop();
        Replay replay = new Replay();
        viewer.replay(replay);
        for (Cursor cursor : viewer.cursors()) {
            if (!isFollowed(cursor.topic.log, seen)
                    || !cursor.replayAfter(seen.sequence(), cursor.topic.log.snapshot())) {
                ask(viewer, replay, cursor, seen);
            }
        }
    }

    /**
     * Whether the log has followed the topic since then. The topic may have been forgotten while the viewer was away: then
     * the number alone does not tell, since a quiet node has none that is newer.
     */
    private boolean isFollowed(TopicLog log, Position seen) {
        Position opened = log.opened();
        return isHere(seen) && (seen.sequence() > opened.sequence() || seen.millis() > opened.millis());
    }

    private boolean isHere(Position seen) {
        return hub.isMine(seen) && seen.sequence() <= hub.published();
    }

    private void ask(Viewer viewer, Replay replay, Cursor cursor, Position seen) {
        long now = hub.now();
        Resumption rules = hub.resumption();
        long since = Math.max(0, Math.min(seen.millis(), now) - rules.overlap().toMillis());
        if (now - seen.millis() > rules.longest().toMillis()) {
            fromLog(viewer, replay, cursor, since);
            return;
        }
        TopicLog log = cursor.topic.log;
        replay.await();
        rules.pasts()
                .read(
                        new Pasts.Query(log.topic, since, log.opened(), hub::published),
                        past -> loop.execute(() -> arrived(viewer, replay, new Arrival(cursor, since, past))));
    }

    private record Arrival(Cursor cursor, long since, Past past) {}

    private void arrived(Viewer viewer, Replay replay, Arrival arrival) {
        replay.arrived();
        switch (arrival.past()) {
            case PastFrames frames -> fromHistory(viewer, replay, arrival, frames);
            case Past.Unknown unknown -> fromLog(viewer, replay, arrival.cursor(), arrival.since());
        }
        visit.accept(viewer, hub.published());
    }

    private void fromHistory(Viewer viewer, Replay replay, Arrival arrival, PastFrames past) {
        Cursor cursor = arrival.cursor();
        Snapshot now = cursor.topic.log.snapshot();
        // What the log got before the viewer came may have been dispatched before what was asked for: so not from there
        // on.
        if (!cursor.replayAfter(Math.min(past.readAfter(), cursor.sequence()), now)) {
            past.release();
            fromLog(viewer, replay, cursor, arrival.since());
            return;
        }
        past.latestLate().ifPresent(late -> tellGap(viewer, replay, new Frame.Gap(now.topic(), arrival.since(), late)));
        replay.add(past, arrival.since());
    }

    private void fromLog(Viewer viewer, Replay replay, Cursor cursor, long since) {
        Snapshot now = cursor.topic.log.snapshot();
        cursor.replaySince(since, now);
        tellGap(viewer, replay, new Frame.Gap(now.topic(), since, now.coveredSince));
    }

    /** A gap that ends before it begins is none. */
    private void tellGap(Viewer viewer, Replay replay, Frame.Gap gap) {
        if (gap.to() < gap.from()) {
            return;
        }
        ByteBuf out = viewer.channel.alloc().heapBuffer(256);
        try {
            viewer.encoder().encode(gap, null, out);
            replay.add(ByteBufUtil.getBytes(out));
        } finally {
            out.release();
        }
        hub.metrics().gapTold();
    }
}
