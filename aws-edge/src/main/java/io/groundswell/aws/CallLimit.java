package io.groundswell.aws;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many calls may be under way: fewer while they are slow, and more again, one after the other, while they are not (additive
 * increase, multiplicative decrease, as TCP does). Those that were under way when it was lowered say nothing about the new limit.
 * Its lock guards it.
 */
final class CallLimit {
    static final int LEAST = 2;
    private static final double DECREASE = 0.7;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition room = lock.newCondition();
    private final int most;
    private final long slowNanos;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private double limit;
    private int underWay;
    private long loweredAt;

    /**
     * @param most 1 or more; it begins with that, and never exceeds it
     * @param slow what a call may take
     * @param patience how long one may wait for a place
     */
    CallLimit(int most, Duration slow, Duration patience, LongSupplier nanoTime) {
        this.most = most;
        this.slowNanos = slow.toNanos();
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
        this.limit = most;
        this.loweredAt = nanoTime.getAsLong();
    }

    /**
     * Waits for a place.
     *
     * @return when it was given, to be handed to {@link #leave}
     * @throws TimeoutException if there was none in time
     */
    long enter() throws InterruptedException, TimeoutException {
        lock.lockInterruptibly();
        try {
            long left = patienceNanos;
            while (underWay >= (int) limit) {
                if (left <= 0) {
                    throw new TimeoutException("none of " + underWay + " calls under way ended in "
                            + Duration.ofNanos(patienceNanos) + " (expected: room for one more)");
                }
                left = room.awaitNanos(left);
            }
            underWay++;
            return nanoTime.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    void leave(long enteredAt) {
        lock.lock();
        try {
            underWay--;
            adapt(enteredAt, nanoTime.getAsLong());
            for (int free = (int) limit - underWay; free > 0; free--) {
                room.signal(); // first come, first served: the calls of one reading come and go together
            }
        } finally {
            lock.unlock();
        }
    }

    private void adapt(long enteredAt, long now) {
        if (now - enteredAt <= slowNanos) {
            limit = Math.min(most, limit + 1 / limit);
        } else if (enteredAt - loweredAt >= 0) {
            limit = Math.max(Math.min(LEAST, most), limit * DECREASE);
            loweredAt = now;
        }
    }

    /** As of now. */
    int limit() {
        lock.lock();
        try {
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }
}
