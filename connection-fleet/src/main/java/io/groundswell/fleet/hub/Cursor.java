package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far one viewer has read one topic: in the live log, or for one that came back or fell behind, first in the replay
 * log. Owner: the viewer's event loop.
 */
final class Cursor {
    final LoopTopic topic;
    final Viewer viewer;
    /** Where this cursor stands among its topic's, so that it can be taken out. */
    int index;

    private Segment segment;
    private int frame;
    private long sequence;
    private boolean replaying;

    Cursor(LoopTopic topic, Viewer viewer, Snapshot start) {
        this.topic = topic;
        this.viewer = viewer;
        this.segment = start.segment;
        this.frame = start.frame;
        this.sequence = start.sequence();
    }

    boolean isReplaying() {
        return replaying;
    }

    /** Whether the log has let go of what comes next. */
    boolean isLost() {
        settle();
        return segment.isEvicted();
    }

    /**
     * Goes back to the first DURABLE frame that the viewer lacks.
     *
     * @return false where the replay log does not reach back that far
     */
    boolean replayAfter(long lastSeen, Snapshot now) {
        if (lastSeen < now.replayableAfter) {
            return false;
        }
        replaying = true;
        sequence = lastSeen;
        segment = now.replayHead;
        frame = segment.firstAbove(lastSeen);
        for (Segment next = segment.next(); next != null && frame == segment.count(); next = segment.next()) {
            segment = next;
            frame = segment.firstAbove(lastSeen);
        }
        return true;
    }

    /**
     * Goes back to where the replay log has all DURABLE frames of events that were dispatched at a time or later, as far as it
     * reaches back; some older ones may come with them.
     *
     * @param millis in milliseconds since 1970; what was dispatched then was appended then or later
     */
    void replaySince(long millis, Snapshot now) {
        replaying = true;
        sequence = now.replayableAfter;
        segment = now.replayHead;
        frame = 0;
        for (Segment next = segment.next(); next != null && segment.isOlderThan(millis); next = segment.next()) {
            segment = next;
        }
    }

    /** Whether there is nothing up to the published sequence that its viewer lacks. */
    boolean isDone(long published) {
        return !replaying && nextSequence(published) == Long.MAX_VALUE;
    }

    /** Goes on from where the state stands. */
    void jump(Snapshot to) {
        segment = to.segment;
        frame = to.frame;
        sequence = to.sequence();
        replaying = false;
    }

    /** The sequence of the next frame that may be read; {@link Long#MAX_VALUE} where there is none. */
    long nextSequence(long published) {
        settle();
        return frame < segment.visible(published) ? segment.sequence(frame) : Long.MAX_VALUE;
    }

    /** Whether there is no frame in the live log that was not taken. */
    boolean isAtEnd() {
        return !replaying && frame == segment.count() && segment.next() == null;
    }

    /** Goes on to the following segment where this one is done. */
    private void settle() {
        for (Segment next = segment.next(); next != null && frame == segment.count(); next = segment.next()) {
            segment = next;
            frame = 0;
        }
    }

    /** The sequence of the last frame that was taken. */
    long sequence() {
        return sequence;
    }

    /**
     * Takes all frames of this segment with a sequence up to the given one, as one slice that the caller owns; null where
     * the log has let go of them this very moment, so that the cursor is lost.
     */
    @Nullable
    ByteBuf take(long through, Taken taken) {
        int end = segment.visible(through);
        int from = segment.start(frame);
        ByteBuf slice = segment.slice(from, segment.end(end - 1));
        if (slice == null) {
            return null;
        }
        taken.set(segment, frame, end);
        frame = end;
        sequence = segment.sequence(end - 1);
        return slice;
    }

    /** Which frames a slice holds; reused. Owner: an event loop. */
    static final class Taken {
        private Segment segment = new Segment(0, 0);
        private int from;
        private int to;

        void set(Segment newSegment, int newFrom, int newTo) {
            segment = newSegment;
            from = newFrom;
            to = newTo;
        }

        /**
         * When a frame's oldest event was accepted, in milliseconds since 1970, without frames that know of none.
         *
         * @param most of how many frames, 1 or more; of a longer run those in the middle of as many equal parts
         */
        long[] acceptedAt(int most) {
            int frames = to - from;
            int parts = Math.min(most, frames);
            long[] times = new long[parts];
            int count = 0;
            for (int part = 0; part < parts; part++) {
                long time = segment.acceptedAt(from + (int) ((2L * part + 1) * frames / (2L * parts)));
                if (time != 0) {
                    times[count++] = time;
                }
            }
            return Arrays.copyOf(times, count);
        }
    }
}
