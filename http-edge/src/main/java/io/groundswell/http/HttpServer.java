package io.groundswell.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * One listener that speaks HTTP/1.1, and HTTP/2 where the client begins with it (prior knowledge, as a balancer does that ended
 * TLS before). Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final int BACKLOG = 4096;

    private final Channel listener;
    private final OpenConnections connections;

    private HttpServer(Channel listener, OpenConnections connections) {
        this.listener = listener;
        this.connections = connections;
    }

    /**
     * Starts without metrics.
     *
     * @throws BindFailedException if the address cannot be listened on
     */
    public static HttpServer start(HttpServerConfig config, Routes routes, EventLoops loops) {
        return start(config, routes, loops, new CompositeMeterRegistry());
    }

    /**
     * @param metrics gets the {@link HttpMetric}s
     * @throws BindFailedException if the address cannot be listened on
     */
    public static HttpServer start(HttpServerConfig config, Routes routes, EventLoops loops, MeterRegistry metrics) {
        OpenConnections connections = new OpenConnections();
        OpenStreams streams = new OpenStreams(config.peers().maxConnections());
        HttpMeters meters = new HttpMeters(metrics, config.name(), connections, streams);
        Serving serving = new Serving(config, routes, meters, connections, streams, InstantSource.system());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.transport().serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new HttpPipeline(serving));
        Liveness.options(loops.transport(), config.peers().lostAfter())
                .forEach((option, value) -> set(bootstrap, option, value));
        ChannelFuture bound = bootstrap.bind(config.host(), config.port()).awaitUninterruptibly();
        if (bound.cause() != null) {
            throw refused(config, bound.cause());
        }
        return new HttpServer(bound.channel(), connections);
    }

    @SuppressWarnings("unchecked")
    private static <T> void set(ServerBootstrap bootstrap, ChannelOption<T> option, Object value) {
        bootstrap.childOption(option, (T) value);
    }

    /** The one it listens on, also where the configuration said 0. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /**
     * Accepts no more connections, lets running requests finish within 5 s, and closes the rest. Connections that were
     * taken over stay their owners'. Not to be called on an event loop.
     */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.close(LONGEST_CLOSE);
    }

    private static BindFailedException refused(HttpServerConfig config, Throwable cause) {
        boolean noSuchHost = cause instanceof UnknownHostException
                || String.valueOf(cause.getMessage()).contains("assign requested address");
        return new BindFailedException(
                noSuchHost
                        ? "host: " + config.host() + " (expected: an address of this machine)"
                        : "port: " + config.port() + " (expected: a free port that this user may listen on)",
                cause);
    }
}
