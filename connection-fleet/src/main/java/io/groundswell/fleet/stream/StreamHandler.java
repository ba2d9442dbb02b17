package io.groundswell.fleet.stream;

import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.Viewer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import org.jspecify.annotations.Nullable;

/** Tells the hub when a viewer's connection takes more again, and when it is gone. Owner: the channel's event loop. */
final class StreamHandler extends ChannelInboundHandlerAdapter {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(8 << 10, 32 << 10);
    private static final int SEND_BUFFER = 64 << 10;

    private final Hub hub;
    private @Nullable Viewer viewer;

    private StreamHandler(Hub hub) {
        this.hub = hub;
    }

    /** Begins the stream on a channel that was taken over; the answer is where frames go in. */
    static ChannelHandlerContext open(Channel channel, Hub hub, byte[] head) {
        channel.config().setWriteBufferWaterMark(WATER_MARK);
        channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
        channel.pipeline().addFirst("stream", new StreamHandler(hub));
        ChannelHandlerContext at = channel.pipeline().context(StreamHandler.class);
        var _ = at.writeAndFlush(Unpooled.wrappedBuffer(head), channel.voidPromise());
        return at;
    }

    static StreamHandler of(ChannelHandlerContext at) {
        return (StreamHandler) at.handler();
    }

    void joined(Viewer joined) {
        viewer = joined;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (viewer != null && ctx.channel().isWritable()) {
            hub.writable(viewer);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (viewer != null) {
            hub.leave(viewer);
            viewer = null;
        }
        ctx.fireChannelInactive();
    }
}
