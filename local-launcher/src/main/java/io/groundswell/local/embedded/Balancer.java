package io.groundswell.local.embedded;

import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Stands in for the network load balancer before the nodes: gives each new connection to a random live node, to another
 * where one refuses, and moves bytes without looking at them. Owns one event loop; any thread may close it.
 */
public final class Balancer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 20_000;
    private static final int BACKLOG = 1024;
    private static final Duration STOP = Duration.ofSeconds(2);

    private final EventLoopGroup loop;
    private final LiveNodes nodes;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final int port;

    private Balancer(int port, LiveNodes nodes, RandomGenerator random) {
        this.loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("balancer", true), NioIoHandler.newFactory());
        this.nodes = nodes;
        this.port = bind(port, random);
    }

    /**
     * Listens.
     *
     * @param port 0 takes a free one
     * @throws PortTakenException if the port cannot be listened on
     */
    public static Balancer start(int port, NodeDirectory directory, InstantSource clock, RandomGenerator random) {
        return start(port, LiveNodes.start(directory, clock), random);
    }

    static Balancer start(int port, LiveNodes nodes, RandomGenerator random) {
        return new Balancer(port, nodes, random);
    }

    private int bind(int wanted, RandomGenerator random) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel viewer) {
                        accept(viewer, random);
                    }
                })
                .bind(Loopback.HOST, wanted)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            throw new PortTakenException(wanted, bound.cause());
        }
        open.add(bound.channel());
        return ((InetSocketAddress) bound.channel().localAddress()).getPort();
    }

    /** Above the bound there is no node for a viewer, so it is closed. */
    private void accept(Channel viewer, RandomGenerator random) {
        List<Node> candidates = open.size() > MOST_CONNECTIONS ? List.of() : nodes.inRandomOrder(random);
        open.add(viewer);
        viewer.pipeline().addLast(new NodeConnector(candidates));
    }

    public int port() {
        return port;
    }

    /** Reads the registry now, instead of within a second. */
    public void refresh() {
        nodes.refresh();
    }

    @Override
    public void close() {
        nodes.close();
        open.close().awaitUninterruptibly(STOP.toMillis());
        loop.shutdownGracefully(0, STOP.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly(STOP.toMillis());
    }
}
