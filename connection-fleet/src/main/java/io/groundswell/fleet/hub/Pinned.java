package io.groundswell.fleet.hub;

import java.util.ArrayList;
import java.util.List;

/**
 * Segments that their logs have let go of, while connections that take nothing still have slices of them to write. Owner:
 * the intake thread.
 */
final class Pinned {
    private final List<Segment> gone = new ArrayList<>();

    void add(Segment segment) {
        if (segment.isHeld()) {
            gone.add(segment);
        }
    }

    /** The memory that is held for nothing but slow connections. */
    long bytes() {
        gone.removeIf(segment -> !segment.isHeld());
        return gone.stream().mapToLong(segment -> segment.buffer.capacity()).sum();
    }
}
