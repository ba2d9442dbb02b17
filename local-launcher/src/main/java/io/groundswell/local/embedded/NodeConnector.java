package io.groundswell.local.embedded;

import io.groundswell.registry.Node;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Finds a node for a new viewer. The viewer is not read from before one is found; where none takes it, it is closed.
 * Confined to the viewer's event loop, which also gets the connection to the node.
 */
@SuppressWarnings("FutureReturnValueIgnored") // how a close ends is seen by channelInactive
final class NodeConnector extends ChannelInboundHandlerAdapter {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final Deque<Node> candidates;

    /** @param candidates in the order in which they are tried, each once */
    NodeConnector(List<Node> candidates) {
        this.candidates = new ArrayDeque<>(candidates);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        tryNext(context);
    }

    private void tryNext(ChannelHandlerContext context) {
        Channel viewer = context.channel();
        Node node = candidates.poll();
        if (node == null || !viewer.isActive()) {
            viewer.close();
            return;
        }
        new Bootstrap()
                .group(viewer.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT.toMillis()))
                .handler(new Relay(viewer))
                .connect(address(node))
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        join(context, ((ChannelFuture) connected).channel());
                    } else {
                        tryNext(context);
                    }
                });
    }

    private void join(ChannelHandlerContext context, Channel node) {
        Channel viewer = context.channel();
        if (!viewer.isActive()) {
            node.close();
            return;
        }
        context.pipeline().replace(this, "relay", new Relay(node));
        viewer.config().setAutoRead(true);
        node.config().setAutoRead(true);
    }

    /** Parsed as an address with a scheme, which knows IPv6 literals too. */
    private static InetSocketAddress address(Node node) {
        URI stream = URI.create("tcp://" + node.stream());
        return new InetSocketAddress(stream.getHost(), stream.getPort());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
