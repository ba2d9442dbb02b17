package io.groundswell.likes.accept;

import java.time.Duration;

/** One thread with a clock that runs tasks one after the other: an event loop, as the outbox sees it. */
public interface Loop {
    /** Whether the caller runs on it. */
    boolean isCurrent();

    /** Runs the task later, from any thread. */
    void execute(Runnable task);

    /** Runs the task after the delay at the earliest, from the loop itself. */
    void schedule(Runnable task, Duration delay);

    /** A clock that only rises, in nanoseconds since any point. */
    long nanos();
}
