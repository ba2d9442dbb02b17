package io.groundswell.benchmarks.dispatch;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/** A node that takes every batch, or hangs. Its event loop owns it. */
@Sharable
final class NodeStandIn extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final StandIns standIns;
    private final int number;

    NodeStandIn(StandIns standIns, int number) {
        this.standIns = standIns;
        this.number = number;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (standIns.hangs(number)) {
            return;
        }
        Marks.scan(request.content(), mark -> standIns.arrived(number, mark));
        var answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
        var _ = context.executor()
                .schedule(
                        () -> {
                            var _ = context.writeAndFlush(answer);
                        },
                        standIns.latencyMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** The dispatcher gives up a node that hangs. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
