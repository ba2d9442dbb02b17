package io.groundswell.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a connection waits for now, and no longer than that. At most one wait at a time. Event loop. */
final class ConnectionTimer {
    private final EventLoop loop;
    private @Nullable ScheduledFuture<?> running;

    ConnectionTimer(EventLoop loop) {
        this.loop = loop;
    }

    /** Instead of what was waited for before. */
    void start(Duration longest, Runnable otherwise) {
        stop();
        running = loop.schedule(otherwise, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }
}
