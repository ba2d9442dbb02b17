package io.groundswell.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a connection waits for now, and no longer than that. At most one wait at a time. The loop's alarm is left as it is where a
 * wait ends or a later one begins, and looks again when it rings: a busy connection begins several waits for each request, and
 * hardly ever has to set one. Event loop.
 */
final class ConnectionTimer {
    private final EventLoop loop;
    private @Nullable ScheduledFuture<?> alarm;
    private @Nullable Runnable otherwise;
    private long alarmAt;
    private long deadline;

    ConnectionTimer(EventLoop loop) {
        this.loop = loop;
    }

    /** Instead of what was waited for before. */
    void start(Duration longest, Runnable onDeadline) {
        deadline = loop.ticker().nanoTime() + longest.toNanos();
        otherwise = onDeadline;
        if (alarm == null) {
            set(longest.toNanos());
        } else if (alarmAt - deadline > 0) {
            alarm.cancel(false);
            set(longest.toNanos());
        }
    }

    /** Waits for nothing, until something is waited for again. */
    void pause() {
        otherwise = null;
    }

    /** Waits for nothing more, and leaves nothing on the loop that holds the connection. */
    void stop() {
        otherwise = null;
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void set(long nanos) {
        alarmAt = loop.ticker().nanoTime() + nanos;
        alarm = loop.schedule(this::ring, nanos, TimeUnit.NANOSECONDS);
    }

    private void ring() {
        alarm = null;
        Runnable due = otherwise;
        if (due == null) {
            return;
        }
        long left = deadline - loop.ticker().nanoTime();
        if (left > 0) {
            set(left);
        } else {
            otherwise = null;
            due.run();
        }
    }
}
