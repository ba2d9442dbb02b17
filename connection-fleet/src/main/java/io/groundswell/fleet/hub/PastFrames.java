package io.groundswell.fleet.hub;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All that was dispatched to a topic since a time, encoded once for all viewers that lack it. Its frames have no position: a
 * connection that breaks among them starts again where it was. Immutable but for the number of its holders; any thread.
 */
public final class PastFrames implements Past {
    private final Frames frames;
    private final long readAfter;
    private final OptionalLong latestLate;
    private final Runnable freed;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** Frames in the order in which their events were dispatched. Immutable. */
    public static final class Frames {
        final byte[] bytes;
        final int[] ends;
        final long[] dispatchedAt;

        /**
         * Takes the arrays over.
         *
         * @param bytes all frames
         * @param ends where each ends
         * @param dispatchedAt when each one's event was dispatched, in milliseconds since 1970
         */
        public Frames(byte[] bytes, int[] ends, long[] dispatchedAt) {
            this.bytes = bytes;
            this.ends = ends;
            this.dispatchedAt = dispatchedAt;
        }

        /** How many bytes they have. */
        public int size() {
            return bytes.length;
        }

        int start(int frame) {
            return frame == 0 ? 0 : ends[frame - 1];
        }
    }

    /**
     * With one holder, the caller.
     *
     * @param readAfter the node's newest frame before the reading began: whatever it has got later may not be here
     * @param latestLate when an event was dispatched last that was too late to be here, in milliseconds since 1970
     * @param freed called when nobody holds it any more
     */
    public PastFrames(Frames frames, long readAfter, OptionalLong latestLate, Runnable freed) {
        this.frames = frames;
        this.readAfter = readAfter;
        this.latestLate = latestLate;
        this.freed = freed;
    }

    /** For one more holder. */
    public PastFrames retain() {
        holders.incrementAndGet();
        return this;
    }

    public void release() {
        int left = holders.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("past: released once too often (expected: once by each holder)");
        }
        if (left == 0) {
            freed.run();
        }
    }

    long readAfter() {
        return readAfter;
    }

    OptionalLong latestLate() {
        return latestLate;
    }

    Frames frames() {
        return frames;
    }

    int count() {
        return frames.ends.length;
    }

    /** The first frame of an event that was dispatched at the time or later; {@link #count} where there is none. */
    int firstSince(long millis) {
        int found = Arrays.binarySearch(frames.dispatchedAt, millis);
        int first = found < 0 ? -found - 1 : found;
        while (first > 0 && frames.dispatchedAt[first - 1] >= millis) {
            first--;
        }
        return first;
    }

    /** The end of the longest run of whole frames that has at most so many bytes, and at least one frame. */
    int runFrom(int frame, int mostBytes) {
        int end = frame + 1;
        while (end < count() && frames.ends[end] - frames.start(frame) <= mostBytes) {
            end++;
        }
        return end;
    }
}
