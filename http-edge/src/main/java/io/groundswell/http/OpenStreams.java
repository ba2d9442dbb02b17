package io.groundswell.http;

import java.util.concurrent.atomic.AtomicInteger;

/** How many streams of HTTP/2 are open on all connections of a server, and may be. Thread-safe. */
final class OpenStreams {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    OpenStreams(int most) {
        this.most = most;
    }

    /** False if there is no room for another one. */
    boolean enter() {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    /** Once for each that entered. */
    void leave() {
        open.decrementAndGet();
    }

    int count() {
        return open.get();
    }
}
