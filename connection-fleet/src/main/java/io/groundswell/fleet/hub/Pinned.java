package io.groundswell.fleet.hub;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Segments that their logs have let go of, while connections that take nothing still have slices of them to write. Owner:
 * the intake thread.
 */
final class Pinned {
    private final Deque<Gone> gone = new ArrayDeque<>();

    private record Gone(Segment segment, long since) {}

    /** @param now milliseconds since 1970 */
    void add(Segment segment, long now) {
        if (segment.isHeld()) {
            gone.add(new Gone(segment, now));
        }
    }

    /** The memory that is held for nothing but slow connections. */
    long bytes() {
        gone.removeIf(one -> !one.segment.isHeld());
        return gone.stream().mapToLong(one -> one.segment.buffer.capacity()).sum();
    }

    /** When the segment that has been held the longest was let go; {@link Long#MAX_VALUE} where there is none. */
    long oldest() {
        return gone.isEmpty() ? Long.MAX_VALUE : gone.getFirst().since();
    }
}
