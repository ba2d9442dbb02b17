package io.groundswell.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.flow.FlowControlHandler;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Puts the handlers of HTTP/1.1 into a connection, and takes them out again. One request at a time is read: nothing is asked
 * of the socket while an answer is awaited, and what came with the last bytes waits in the {@link FlowControlHandler}.
 */
final class HttpPipeline extends ChannelInitializer<Channel> {
    private static final int LEAST_READ = 512;
    private static final int FIRST_READ = 2048;
    private static final int MOST_READ = 16_384;

    private final Serving serving;

    HttpPipeline(Serving serving) {
        this.serving = serving;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.config().setAutoRead(false);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        // Bounds what one segment of tiny pipelined requests can make of itself as decoded objects.
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ));
        // Asked for now: once the client has gone there may be none.
        InetSocketAddress remote =
                channel.remoteAddress() instanceof InetSocketAddress known ? known : new InetSocketAddress(0);
        if (serving.config().peers().proxyHeader()) {
            channel.pipeline()
                    .addLast(ProxyHeader.decoder())
                    .addLast(new ProxyHeader(
                            serving.config().limits().requestTimeout(), peer -> addHttp(channel, peer)));
        } else {
            addHttp(channel, remote);
        }
    }

    private void addHttp(Channel channel, InetSocketAddress remote) {
        channel.pipeline()
                .addLast(new HttpResponseEncoder())
                .addLast(new RequestDecoder(
                        serving.config().limits(), serving.config().http2()))
                .addLast(new FlowControlHandler())
                .addLast(new HttpConnection(channel, remote, serving));
    }

    /** From here only the successors see what is read, beginning with what was read and not handled. */
    static void replace(Channel channel, ChannelHandler... successors) {
        ChannelPipeline pipeline = channel.pipeline();
        List<ChannelHandler> before = List.copyOf(pipeline.toMap().values());
        pipeline.addLast(successors);
        before.reversed().forEach(pipeline::remove);
    }
}
