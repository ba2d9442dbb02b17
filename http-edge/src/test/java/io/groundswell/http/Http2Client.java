package io.groundswell.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of HTTP/2 with prior knowledge, which shows what comes. Its methods are used by one thread. */
final class Http2Client implements AutoCloseable {
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();
    private final Channel channel;

    Http2Client(int port) {
        this(port, Http2Settings.defaultSettings());
    }

    /** Never hears what the server allows. */
    static Http2Client deaf(int port) {
        return new Http2Client(port, Http2Settings.defaultSettings(), false);
    }

    Http2Client(int port, Http2Settings settings) {
        this(port, settings, true);
    }

    private Http2Client(int port, Http2Settings settings, boolean listens) {
        channel = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opening) {
                        opening.pipeline()
                                .addLast(Http2FrameCodecBuilder.forClient()
                                        .initialSettings(settings.pushEnabled(false))
                                        .autoAckSettingsFrame(listens)
                                        // The server's bounds are what is tested.
                                        .encoderEnforceMaxConcurrentStreams(false)
                                        .encoderEnforceMaxRstFramesPerWindow(0, 0)
                                        .encoderIgnoreMaxHeaderListSize(true)
                                        .validateHeaders(false)
                                        .build())
                                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()))
                                .addLast(new Collector(came));
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
    }

    record Answer(int status, Http2Headers headers, String body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(CharSequence::toString);
        }
    }

    /** One request. */
    static final class Stream {
        private final Http2StreamChannel channel;
        private final BlockingQueue<Object> came;

        private Stream(Http2StreamChannel channel, BlockingQueue<Object> came) {
            this.channel = channel;
            this.came = came;
        }

        Stream data(String text, boolean end) {
            var _ = channel.writeAndFlush(
                    new DefaultHttp2DataFrame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), end));
            return this;
        }

        /** Also where the server has gone meanwhile. */
        void reset() {
            channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL)).awaitUninterruptibly();
        }

        /** The next head alone. */
        Answer head() throws InterruptedException {
            Head head = (Head) next(came);
            return new Answer(Integer.parseInt(head.headers().status().toString()), head.headers(), "");
        }

        /** The answer whole. */
        Answer answer() throws InterruptedException {
            Head head = (Head) next(came);
            StringBuilder body = new StringBuilder();
            boolean ended = head.end();
            while (!ended) {
                Part part = (Part) next(came);
                body.append(part.text());
                ended = part.end();
            }
            return new Answer(Integer.parseInt(head.headers().status().toString()), head.headers(), body.toString());
        }

        /** Why the server reset it. */
        Http2Error resetBy() throws InterruptedException {
            Object next = next(came);
            while (!(next instanceof Http2Error)) {
                next = next(came);
            }
            return (Http2Error) next;
        }
    }

    private record Head(Http2Headers headers, boolean end) {}

    private record Part(String text, boolean end) {}

    /** What the server says when it ends the connection. */
    record Farewell(long error, int lastStream) {}

    /** @param headers names and values, pseudo headers too, instead of the usual ones */
    Stream send(boolean end, Http2Headers headers) {
        BlockingQueue<Object> ofStream = new LinkedBlockingQueue<>();
        Http2StreamChannel stream = new Http2StreamChannelBootstrap(channel)
                .handler(new Collector(ofStream))
                .open()
                .syncUninterruptibly()
                .getNow();
        var _ = stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, end));
        return new Stream(stream, ofStream);
    }

    Stream get(String path) {
        return send(true, headers("GET", path));
    }

    Stream post(String path) {
        return send(false, headers("POST", path));
    }

    static Http2Headers headers(String method, String path) {
        return new DefaultHttp2Headers(false)
                .method(method)
                .path(path)
                .scheme("http")
                .authority("test");
    }

    /** The next GOAWAY. */
    Farewell farewell() throws InterruptedException {
        Object next = next(came);
        while (!(next instanceof Farewell)) {
            next = next(came);
        }
        return (Farewell) next;
    }

    Http2Settings settings() throws InterruptedException {
        Object next = next(came);
        while (!(next instanceof Http2Settings)) {
            next = next(came);
        }
        return (Http2Settings) next;
    }

    Channel channel() {
        return channel;
    }

    boolean awaitEnd() {
        return channel.closeFuture().awaitUninterruptibly(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    /** All answers in the order of the streams. */
    static List<Answer> answers(List<Stream> streams) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (Stream stream : streams) {
            answers.add(stream.answer());
        }
        return answers;
    }

    private static Object next(BlockingQueue<Object> came) throws InterruptedException {
        Object next = came.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("frame: none (expected: one within 10 s)");
        }
        return next;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Keeps what frames say, not the frames. */
    private static final class Collector extends ChannelInboundHandlerAdapter {
        private final BlockingQueue<Object> came;

        Collector(BlockingQueue<Object> came) {
            this.came = came;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            note(message);
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            note(event);
            ReferenceCountUtil.release(event);
        }

        private void note(Object frame) {
            switch (frame) {
                case Http2HeadersFrame headers -> came.add(new Head(headers.headers(), headers.isEndStream()));
                case Http2DataFrame data ->
                    came.add(new Part(data.content().toString(StandardCharsets.UTF_8), data.isEndStream()));
                case Http2ResetFrame reset -> came.add(Http2Error.valueOf(reset.errorCode()));
                case Http2GoAwayFrame away -> came.add(new Farewell(away.errorCode(), away.lastStreamId()));
                case Http2SettingsFrame settings -> came.add(settings.settings());
                default -> {}
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            came.add(cause);
        }
    }
}
