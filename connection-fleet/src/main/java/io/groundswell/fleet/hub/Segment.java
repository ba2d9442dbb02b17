package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.IllegalReferenceCountException;
import org.jspecify.annotations.Nullable;

/**
 * A run of frames, contiguous in memory, so that any part of it is one slice.
 *
 * <p>Owner: the intake thread writes; event loops read frames below {@link #visible}. The buffer is never pooled: a slice
 * that is taken too late fails, where a recycled buffer would hand out another topic's bytes.
 */
final class Segment {
    final ByteBuf buffer;
    private final long[] sequences;
    private final int[] ends;
    private final long[] acceptedAt;
    private volatile int count;
    private volatile @Nullable Segment next;
    private volatile boolean evicted;
    private long lastMillis;

    Segment(int bytes, int frames) {
        buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
        sequences = new long[frames];
        ends = new int[frames];
        acceptedAt = new long[frames];
    }

    boolean hasRoomFor(int bytes) {
        return count < sequences.length && buffer.writableBytes() >= bytes;
    }

    /** Owner: the intake thread. */
    void append(ByteBuf frame, long sequence, long accepted, long millis) {
        int index = count;
        buffer.writeBytes(frame, frame.readerIndex(), frame.readableBytes());
        sequences[index] = sequence;
        ends[index] = buffer.writerIndex();
        acceptedAt[index] = accepted;
        lastMillis = millis;
        count = index + 1;
    }

    /** Owner: the intake thread. After it nothing is appended here. */
    void link(Segment following) {
        next = following;
    }

    /** Owner: the intake thread. Slices that are under way keep the memory until they are written. */
    void evict() {
        evicted = true;
        buffer.release();
    }

    /** Whether anything still needs the memory. */
    boolean isHeld() {
        return buffer.refCnt() > 0;
    }

    boolean isEvicted() {
        return evicted;
    }

    @Nullable
    Segment next() {
        return next;
    }

    int count() {
        return count;
    }

    /** When the newest frame was appended, in milliseconds since 1970. Others than the intake thread read {@link #count} first. */
    long lastMillis() {
        return lastMillis;
    }

    /** Part of the memory, which the caller must release; null where it is gone already. Any thread. */
    @Nullable
    ByteBuf slice(int from, int to) {
        try {
            return buffer.retainedSlice(from, to - from);
        } catch (IllegalReferenceCountException _) {
            // Evicted since the caller looked. Asking first would only narrow that window.
            return null;
        }
    }

    /** Whether all of its frames were appended before, and none will be appended any more. In milliseconds since 1970. */
    boolean isOlderThan(long millis) {
        return next != null && count > 0 && lastMillis < millis;
    }

    /** How many frames have a sequence at or below the published one. */
    int visible(long published) {
        int frames = count;
        while (frames > 0 && sequences[frames - 1] > published) {
            frames--;
        }
        return frames;
    }

    /** The first frame above the sequence, or {@link #count} where there is none. */
    int firstAbove(long sequence) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sequences[middle] <= sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long sequence(int frame) {
        return sequences[frame];
    }

    long acceptedAt(int frame) {
        return acceptedAt[frame];
    }

    int start(int frame) {
        return frame == 0 ? 0 : ends[frame - 1];
    }

    int end(int frame) {
        return ends[frame];
    }
}
