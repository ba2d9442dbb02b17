package io.groundswell.likes.accept;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A loop whose time only passes when a test says so. Owned by the test's thread. */
final class VirtualLoop implements Loop {
    private record Task(long at, long number, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private long now;
    private long number;
    private boolean running;

    @Override
    public boolean isCurrent() {
        return running;
    }

    @Override
    public void execute(Runnable task) {
        schedule(task, Duration.ZERO);
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        tasks.add(new Task(now + delay.toNanos(), number++, task));
    }

    @Override
    public long nanos() {
        return now;
    }

    /** Tasks that have not run. */
    int waiting() {
        return tasks.size();
    }

    /** Runs what is due now, and what that makes due now. */
    void run() {
        runFor(Duration.ZERO);
    }

    void runFor(Duration time) {
        long end = now + time.toNanos();
        for (Task next = tasks.peek(); next != null && next.at() <= end; next = tasks.peek()) {
            tasks.remove();
            now = next.at();
            running = true;
            next.work().run();
            running = false;
        }
        now = end;
    }
}
