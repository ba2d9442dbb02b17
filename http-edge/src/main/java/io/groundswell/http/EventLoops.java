package io.groundswell.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops of a process, with threads named {@code name-1}, {@code name-2}, and so on. Thread-safe. */
public final class EventLoops implements AutoCloseable {
    private static final long LONGEST_CLOSE_SECONDS = 5;

    private final Transport transport;
    private final EventLoopGroup group;

    private EventLoops(Transport transport, EventLoopGroup group) {
        this.transport = transport;
        this.group = group;
    }

    /**
     * @param threads 1 or more; one event loop each
     * @throws IllegalArgumentException if there is no such transport here, or the number of threads is not one
     */
    public static EventLoops start(Transport transport, int threads, String name) {
        if (!transport.isAvailable()) {
            throw new IllegalArgumentException(
                    "transport: " + transport + " (expected: one of this machine, such as " + Transport.best() + ")");
        }
        return new EventLoops(
                transport, new MultiThreadIoEventLoopGroup(threads, named(name), transport.ioHandlerFactory()));
    }

    public EventLoopGroup group() {
        return group;
    }

    public Transport transport() {
        return transport;
    }

    /** Closes what is still open and ends the threads; waits up to 5 s. Not to be called on an event loop. */
    @Override
    public void close() {
        group.shutdownGracefully(0, LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> new FastThreadLocalThread(task, name + "-" + number.incrementAndGet());
    }
}
