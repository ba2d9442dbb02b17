package io.groundswell.access;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does tasks after a while, one at a time and on a thread that may wait. */
interface Later extends AutoCloseable {
    void in(Duration delay, Runnable task);

    /** What is under way is interrupted, the rest is dropped. */
    @Override
    void close();

    /** On a virtual thread. */
    static Later onThread(String name) {
        var executor =
                new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name(name).factory());
        return new Later() {
            @Override
            public void in(Duration delay, Runnable task) {
                try {
                    var _ = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException e) {
                    if (!executor.isShutdown()) {
                        throw e;
                    }
                }
            }

            @Override
            public void close() {
                executor.shutdownNow();
            }
        };
    }
}
