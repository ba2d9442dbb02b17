package io.groundswell.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of HTTP/2, besides its streams: how long it lives without one, and how it takes its leave. Event loop, but
 * for {@link #finish} and {@link #abort}.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter implements OpenConnection {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);
    private static final long PARTING_PING = 0x67726f756e647377L;
    private static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(1);

    private enum Phase {
        /** The client's first settings have not come. */
        GREETING,
        OPEN,
        /** The client was told that no more streams are wanted; those that it opened before it hears of it are served. */
        PARTING,
        /** What streams it has are the last. */
        PARTED,
        /** The channel is closed, or closing behind its last bytes. */
        LEFT
    }

    private final Channel channel;
    private final InetSocketAddress remote;
    private final Serving serving;
    private final ConnectionTimer timer;
    private Phase phase = Phase.GREETING;
    private int streams;

    /** @param remote who is at the other end, as far as is known */
    Http2Connection(Channel channel, InetSocketAddress remote, Serving serving) {
        this.channel = channel;
        this.remote = remote;
        this.serving = serving;
        this.timer = new ConnectionTimer(channel.eventLoop());
    }

    InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void finish() {
        channel.eventLoop().execute(() -> {
            switch (phase) {
                case GREETING -> abort();
                case OPEN -> part();
                case PARTING, PARTED, LEFT -> {}
            }
        });
    }

    /** Around the codec, which would wait for streams to end. */
    @Override
    public void abort() {
        ChannelHandlerContext codec = channel.pipeline().context(Http2FrameCodec.class);
        var _ = codec == null ? channel.close() : codec.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        serving.connections().add(this);
        var _ = channel.closeFuture().addListener(_ -> gone());
        timer.start(serving.config().limits().requestTimeout(), this::abort);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        channel.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof Http2SettingsFrame && phase == Phase.GREETING) {
                phase = Phase.OPEN;
                restIfIdle();
                if (serving.connections().isClosing()) {
                    part();
                }
            } else if (message instanceof Http2PingFrame ping && ping.ack() && ping.content() == PARTING_PING) {
                partAtLast();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** A client that does not take its answers is not read from, so what waits for it stays bounded. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        channel.config().setAutoRead(channel.isWritable());
        ctx.fireChannelWritabilityChanged();
    }

    /** Netty ends a connection by itself whose client broke the protocol or flooded it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof Http2Exception) {
            serving.meters().http2Failed();
            LOG.debug("connection: ended", cause);
        } else {
            if (!(cause instanceof IOException || cause instanceof UncheckedIOException)) {
                LOG.error("connection: failed", cause);
            }
            abort();
        }
    }

    /** Also for a client that has not confirmed the bound, which Netty does not hold to it until then. */
    boolean hasRoom() {
        return streams <= Http2Pipeline.MOST_STREAMS;
    }

    void streamOpened() {
        assert channel.eventLoop().inEventLoop();
        streams++;
        if (phase == Phase.OPEN) {
            timer.stop();
        }
    }

    void streamClosed() {
        assert channel.eventLoop().inEventLoop();
        streams--;
        restIfIdle();
        leaveIfDone();
    }

    private void restIfIdle() {
        if (streams == 0 && phase == Phase.OPEN) {
            timer.start(serving.config().limits().idleTimeout(), () -> {
                phase = Phase.PARTING;
                partAtLast();
            });
        }
    }

    /**
     * As RFC 9113, 6.8 asks for: first a promise to take every stream that is on its way, and when the answer to a ping
     * shows that the client has heard it, the last word.
     */
    private void part() {
        phase = Phase.PARTING;
        var _ = channel.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
        var _ = channel.writeAndFlush(new DefaultHttp2PingFrame(PARTING_PING));
        timer.start(LONGEST_ROUND_TRIP, this::partAtLast);
    }

    private void partAtLast() {
        if (phase == Phase.PARTING) {
            phase = Phase.PARTED;
            timer.stop();
            var _ = channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            leaveIfDone();
        }
    }

    private void leaveIfDone() {
        if (streams == 0 && phase == Phase.PARTED) {
            phase = Phase.LEFT;
            timer.start(serving.config().limits().idleTimeout(), this::abort);
            // Later, since the codec may be in the midst of closing the last stream.
            channel.eventLoop().execute(this::leave);
        }
    }

    private void leave() {
        ChannelFuture written = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        LingeringClose.behind(written, false);
    }

    private void gone() {
        phase = Phase.LEFT;
        timer.stop();
        serving.connections().remove(this);
    }
}
