package io.groundswell.likes;

import io.groundswell.likes.accept.Loop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the event loops that serve HTTP, for the outbox too. Any thread may use it, as {@link Loop} says. */
final class NettyLoop implements Loop {
    private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);

    private final EventExecutor executor;

    NettyLoop(EventExecutor executor) {
        this.executor = executor;
    }

    @Override
    public boolean isCurrent() {
        return executor.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void schedule(Runnable task, Duration delay) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS).addListener(NettyLoop::reportFailure);
    }

    /** Netty reports what an executed task throws, but not what a scheduled one does. */
    private static void reportFailure(Future<?> task) {
        if (!task.isSuccess() && !task.isCancelled()) {
            LOG.error("scheduled task: failed", task.cause());
        }
    }

    @Override
    public long nanos() {
        return executor.ticker().nanoTime();
    }
}
