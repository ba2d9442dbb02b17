package io.groundswell.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;

/** The end of the pipeline of a connection that was taken over: drops what is read, closes when the client does. */
final class TakenOver extends ChannelInboundHandlerAdapter {
    private TakenOver() {}

    /** @param inputEnded whether the client has closed its side already, so that no event will come of it */
    static Channel from(Channel channel, boolean inputEnded) {
        HttpPipeline.replace(channel, new TakenOver());
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        channel.config().setAutoRead(true);
        if (inputEnded) {
            var _ = channel.close();
        }
        return channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            var _ = ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var _ = ctx.close();
    }
}
