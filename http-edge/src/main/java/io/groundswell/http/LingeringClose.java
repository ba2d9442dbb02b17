package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection behind its last answer. A socket that is closed with bytes unread sends a reset, which can overtake
 * the answer and destroy it; so this ends the output, drops what the client still sends, and closes when the client does,
 * or after a bounded number of bytes or seconds. Event loop.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private static final long MOST_BYTES = 2 << 20;
    private static final long LONGEST_MILLIS = 2_000;

    private final Channel channel;
    private long dropped;
    private boolean inputEnded;
    private boolean written;

    private LingeringClose(Channel channel, boolean inputEnded) {
        this.channel = channel;
        this.inputEnded = inputEnded;
    }

    /** @param lastAnswer is being written; its own bound is the caller's timer until then */
    static void behind(ChannelFuture lastAnswer, boolean inputEnded) {
        Channel channel = lastAnswer.channel();
        LingeringClose lingering = new LingeringClose(channel, inputEnded);
        HttpPipeline.replace(channel, lingering);
        channel.config().setAutoRead(true);
        var _ = lastAnswer.addListener(_ -> lingering.written(lastAnswer.isSuccess()));
    }

    private void written(boolean success) {
        written = true;
        if (!success || inputEnded) {
            close();
            return;
        }
        var _ = ((DuplexChannel) channel).shutdownOutput();
        var _ = channel.eventLoop().schedule(this::close, LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        dropped += size(message);
        ReferenceCountUtil.release(message);
        if (dropped > MOST_BYTES) {
            close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (written) {
                close();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close();
    }

    private void close() {
        var _ = channel.close();
    }

    private static int size(Object message) {
        if (message instanceof ByteBuf bytes) {
            return bytes.readableBytes();
        }
        return message instanceof ByteBufHolder holder ? holder.content().readableBytes() : 0;
    }
}
