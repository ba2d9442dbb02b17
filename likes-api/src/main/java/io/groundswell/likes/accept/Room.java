package io.groundswell.likes.accept;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What all that is published and not yet answered may take. Thread-safe. */
final class Room {
    private final RequestLimits limits;
    private final Semaphore requests;
    private final Semaphore bytes;

    Room(RequestLimits limits) {
        this.limits = limits;
        this.requests = new Semaphore(limits.requests());
        this.bytes = new Semaphore(limits.bytes());
    }

    /**
     * Takes room for one request.
     *
     * @return what is full, where there is none
     */
    Optional<Acceptance.Overloaded> take(int size) {
        if (!requests.tryAcquire()) {
            return full("requests under way: " + limits.requests());
        }
        if (!bytes.tryAcquire(size)) {
            requests.release();
            return full("bytes under way: " + limits.bytes());
        }
        return Optional.empty();
    }

    private static Optional<Acceptance.Overloaded> full(String what) {
        return Optional.of(new Acceptance.Overloaded(what + " (expected: fewer than that)"));
    }

    void giveBack(int size) {
        bytes.release(size);
        requests.release();
    }

    int requestsTaken() {
        return limits.requests() - requests.availablePermits();
    }

    int bytesTaken() {
        return limits.bytes() - bytes.availablePermits();
    }

    /** Whether all of it was free within the time. */
    boolean awaitEmpty(Duration time) throws InterruptedException {
        boolean empty = requests.tryAcquire(limits.requests(), time.toNanos(), TimeUnit.NANOSECONDS);
        if (empty) {
            requests.release(limits.requests());
        }
        return empty;
    }
}
