package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream of HTTP/2: one request and its answer. The event loop of its connection. */
final class Http2Stream extends ChannelInboundHandlerAdapter implements Caller {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Stream.class);

    private enum Phase {
        READING,
        ANSWERING,
        /** Its answer is being written, or it is closed. */
        LEFT
    }

    private final Channel channel;
    private final Http2Connection connection;
    private final Serving serving;
    private final ConnectionTimer timer;
    private final RequestReader reader;
    private Phase phase = Phase.READING;
    private boolean headRead;
    private boolean inputEnded;
    private long endedAtNanos;

    Http2Stream(Channel channel, Http2Connection connection, Serving serving) {
        this.channel = channel;
        this.connection = connection;
        this.serving = serving;
        this.timer = new ConnectionTimer(channel.eventLoop());
        this.reader = new RequestReader(serving);
    }

    @Override
    public EventLoop eventLoop() {
        return channel.eventLoop();
    }

    @Override
    public InetSocketAddress remote() {
        return connection.remote();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        connection.streamOpened();
        boolean entered = connection.hasRoom() && serving.streams().enter();
        var _ = channel.closeFuture().addListener(_ -> gone(entered));
        if (entered) {
            timer.start(limits().requestTimeout(), () -> leaveWith(reader.tooSlow()));
        } else {
            phase = Phase.LEFT;
            serving.meters().streamRefused();
            reset(Http2Error.REFUSED_STREAM);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            switch (message) {
                case Http2HeadersFrame head -> {
                    inputEnded |= head.isEndStream();
                    readHead(head);
                }
                case Http2DataFrame data -> {
                    inputEnded |= data.isEndStream();
                    follow(Http2Messages.content(data));
                }
                default -> {}
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void readHead(Http2HeadersFrame frame) {
        if (!headRead) {
            headRead = true;
            begin(frame);
        }
        // Behind it, or of trailers, which nobody here wants.
        if (frame.isEndStream()) {
            follow(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void begin(Http2HeadersFrame frame) {
        if (phase == Phase.READING) {
            try {
                HttpRequest request = Http2Messages.request(frame);
                Problem tooLarge = tooLarge(request);
                take(tooLarge == null ? reader.read(request) : reader.refuse(tooLarge));
            } catch (ProblemException e) {
                leaveWith(reader.refuse(e.problem()));
            }
        }
    }

    private void follow(HttpContent part) {
        if (phase == Phase.READING) {
            take(reader.read(part));
        }
    }

    private void take(RequestReader.Step step) {
        switch (step) {
            case RequestReader.Step.ReadMore(boolean sendContinue) -> {
                if (sendContinue && !inputEnded) {
                    Http2Messages.writeContinue(channel);
                }
            }
            case RequestReader.Step.Complete(RequestHead head, ByteBuf body) -> complete(head, body);
            case RequestReader.Step.Refuse refusal -> leaveWith(refusal);
        }
    }

    /** Where the client broke the protocol Netty resets the stream. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof Http2Exception)) {
            if (!(cause instanceof IOException)) {
                LOG.error("stream: failed", cause);
            }
            abort();
        }
    }

    /** The decoder of HTTP/1.1 sees to this by itself. */
    private @Nullable Problem tooLarge(HttpRequest request) {
        if (request.uri().length() > limits().maxInitialLineBytes()) {
            return Unreadable.lineTooLong(limits());
        }
        long bytes = 0;
        for (var header : request.headers()) {
            bytes += header.getKey().length() + header.getValue().length();
        }
        return bytes > limits().maxHeaderBytes() ? Unreadable.headerTooLarge(limits()) : null;
    }

    private void complete(RequestHead completed, ByteBuf body) {
        phase = Phase.ANSWERING;
        timer.stop();
        endedAtNanos = System.nanoTime();
        RequestService.serve(serving, this, completed, body);
    }

    @Override
    public void answer(RequestHead answered, Response response) {
        assert eventLoop().inEventLoop();
        if (phase == Phase.ANSWERING) {
            write(answered, response);
        }
    }

    /** To a request that is not read to its end. */
    private void leaveWith(RequestReader.Step.Refuse refusal) {
        endedAtNanos = System.nanoTime();
        write(refusal.head(), refusal.response());
    }

    private void write(RequestHead answered, Response response) {
        phase = Phase.LEFT;
        timer.start(limits().idleTimeout(), this::abort);
        ChannelFuture written =
                Http2Messages.write(channel, RequestService.answer(serving, answered, response, true, endedAtNanos));
        var _ = written.addListener(_ -> answerTaken());
    }

    /** Tells a client that still sends that it need not. */
    private void answerTaken() {
        timer.stop();
        if (!inputEnded && channel.isActive()) {
            reset(Http2Error.NO_ERROR);
        }
    }

    @Override
    public boolean hasItsOwnConnection() {
        return false;
    }

    @Override
    public Channel takeOver(RequestHead taken) {
        throw new IllegalStateException("connection: HTTP/2 (expected: HTTP/1.1, whose connections can be taken over)");
    }

    private void reset(Http2Error error) {
        var _ = channel.writeAndFlush(new DefaultHttp2ResetFrame(error));
    }

    private void abort() {
        // By itself a close resets no stream whose last frame only waits for room at the client.
        reset(Http2Error.CANCEL);
        var _ = channel.close();
    }

    private void gone(boolean entered) {
        phase = Phase.LEFT;
        timer.stop();
        if (entered) {
            serving.streams().leave();
        }
        connection.streamClosed();
    }

    private HttpLimits limits() {
        return serving.config().limits();
    }
}
