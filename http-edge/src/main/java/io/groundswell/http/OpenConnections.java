package io.groundswell.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The connections that speak HTTP now, until the last has gone. Thread-safe. */
final class OpenConnections {
    private final Set<OpenConnection> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch empty = new CountDownLatch(1);
    private volatile boolean closing;

    void add(OpenConnection connection) {
        open.add(connection);
    }

    void remove(OpenConnection connection) {
        open.remove(connection);
        openIfEmpty();
    }

    int count() {
        return open.size();
    }

    /** No answer keeps its connection open from now on. */
    boolean isClosing() {
        return closing;
    }

    /** Lets running requests finish, waits for them that long, then closes what is left. */
    void close(Duration longest) {
        closing = true;
        open.forEach(OpenConnection::finish);
        openIfEmpty();
        try {
            if (!empty.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                open.forEach(OpenConnection::abort);
            }
        } catch (InterruptedException e) {
            open.forEach(OpenConnection::abort);
            Thread.currentThread().interrupt();
        }
    }

    private void openIfEmpty() {
        if (closing && open.isEmpty()) {
            empty.countDown();
        }
    }
}
