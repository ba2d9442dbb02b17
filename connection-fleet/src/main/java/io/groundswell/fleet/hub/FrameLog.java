package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import java.util.Objects;

/**
 * Frames in the order of their sequence, bounded in bytes and age. Owner: the intake thread, but for the segments, which
 * event loops read through their cursors.
 */
public final class FrameLog {
    private static final int SMALLEST = 4 << 10;
    private static final int LARGEST = 64 << 10;
    private static final int BYTES_PER_FRAME = 128;

    private final Retention retention;
    private final Pinned pinned;
    private Segment head;
    private Segment tail;
    private long bytes;
    private long evictedThrough;
    private long evictedMillis;

    /**
     * How much a log keeps.
     *
     * @param bytes at most, though never less than its newest segment
     * @param millis how old a frame may be
     */
    public record Retention(long bytes, long millis) {}

    FrameLog(Retention retention, Pinned pinned) {
        this.retention = retention;
        this.pinned = pinned;
        head = segment(SMALLEST);
        tail = head;
    }

    void append(ByteBuf frame, long sequence, long acceptedAt, long millis) {
        int size = frame.readableBytes();
        if (!tail.hasRoomFor(size)) {
            Segment following = segment(Math.max(size, Math.min(LARGEST, tail.buffer.capacity() * 2)));
            tail.link(following);
            tail = following;
        }
        tail.append(frame, sequence, acceptedAt, millis);
        evict(millis);
    }

    /** Lets go of what is beyond the retention. */
    void evict(long now) {
        while (head != tail && (bytes > retention.bytes() || now - head.lastMillis() > retention.millis())) {
            evictedThrough = head.sequence(head.count() - 1);
            evictedMillis = head.lastMillis();
            Segment gone = head;
            head = Objects.requireNonNull(head.next());
            bytes -= gone.buffer.capacity();
            gone.evict();
            pinned.add(gone);
        }
    }

    /** Lets go of everything; nothing may be appended after it. */
    void close() {
        for (Segment segment = head; segment != null; segment = segment.next()) {
            segment.evict();
        }
    }

    Segment head() {
        return head;
    }

    Segment tail() {
        return tail;
    }

    /** The sequence of the newest frame that is kept no more; 0 while all are. */
    long evictedThrough() {
        return evictedThrough;
    }

    /** When that frame was appended, in milliseconds since 1970; 0 while all are kept. */
    long evictedMillis() {
        return evictedMillis;
    }

    private Segment segment(int capacity) {
        bytes += capacity;
        return new Segment(capacity, Math.max(8, capacity / BYTES_PER_FRAME));
    }
}
