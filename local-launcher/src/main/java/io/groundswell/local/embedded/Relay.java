package io.groundswell.local.embedded;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;

/**
 * One direction of a joined pair: what its own channel reads goes to the other one. It stops reading while the other one's
 * buffer is above its high-water mark, so each direction holds at most that and one read. Confined to the event loop that
 * both channels are on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // how a close ends is seen by channelInactive
final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Relay(Channel other) {
        this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        other.write(bytes);
        if (!other.isWritable()) {
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    /** This channel has drained, or is full: the other one is read again, or not. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
    }

    /** One side has said its last and may still listen: the other is told, behind the bytes on the way to it. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> endOutput(context.channel()));
        }
    }

    private void endOutput(Channel own) {
        DuplexChannel heard = (DuplexChannel) other;
        heard.shutdownOutput();
        if (heard.isInputShutdown()) {
            own.close();
            other.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** A reset, most of all. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
