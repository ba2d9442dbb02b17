package io.groundswell.fleet.resume;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs so many tasks at once, and lets so many wait. Its lock guards it; tasks run outside of it, on the executor. */
public final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final int atOnce;
    private final int mostWaiting;
    private final Executor executor;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /** @param executor gives each task a thread that may block */
    public Lanes(int atOnce, int mostWaiting, Executor executor) {
        this.atOnce = atOnce;
        this.mostWaiting = mostWaiting;
        this.executor = executor;
    }

    /** Whether the task will run; if not, too many wait. */
    boolean offer(Runnable task) {
        synchronized (this) {
            if (running == atOnce) {
                return waiting.size() < mostWaiting && waiting.add(task);
            }
            running++;
        }
        executor.execute(() -> runAll(task));
        return true;
    }

    private void runAll(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("resume: a task failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
