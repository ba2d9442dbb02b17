package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of HTTP/1.1: reads a request, has it answered, reads the next. Whenever it waits for the client a timer runs: for a
 * request to begin, for one to end, for an answer to be taken. Event loop, but for {@link #finish} and {@link #abort}.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter implements Caller, OpenConnection {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private enum Phase {
        /** No byte of a next request has come. */
        IDLE,
        /** A request has begun and not ended. */
        READING,
        /** A request has ended; its answer is being made or written. */
        ANSWERING,
        /** The channel is closed, closing behind its last answer, or someone else's. */
        LEFT
    }

    private final Channel channel;
    private final InetSocketAddress remote;
    private final Serving serving;
    private final ConnectionTimer timer;
    private Phase phase = Phase.IDLE;
    private RequestReader reader;
    /** Requests of which a byte has come, and those that have come to their end. */
    private long begun;

    private long ended;
    private long endedAtNanos;
    private boolean inputEnded;
    /** One part was asked for and has not come; never more than one, or it would come during an answer. */
    private boolean asked;

    private boolean reading;
    private final ChannelFutureListener whenGone = _ -> gone();

    /** @param remote who is at the other end, as far as is known */
    HttpConnection(Channel channel, InetSocketAddress remote, Serving serving) {
        this.channel = channel;
        this.remote = remote;
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
        return remote;
    }

    @Override
    public void finish() {
        eventLoop().execute(() -> {
            if (phase == Phase.IDLE) {
                abort();
            }
        });
    }

    @Override
    public void abort() {
        var _ = channel.close();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (serving.connections().count() >= serving.config().peers().maxConnections()) {
            phase = Phase.LEFT;
            serving.meters().turnedAway();
            abort();
            return;
        }
        serving.connections().add(this);
        var _ = channel.closeFuture().addListener(whenGone);
        awaitRequest();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == RequestDecoder.Sign.REQUEST_BEGUN) {
            begun++;
            if (phase == Phase.IDLE) {
                startReading();
            }
        } else if (event == RequestDecoder.Sign.HTTP2) {
            becomeHttp2();
        } else if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            closeIfNothingCanCome();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        asked = false;
        try {
            if (phase == Phase.ANSWERING) {
                throw new IllegalStateException("request: came during an answer (expected: after it)");
            }
            if (phase != Phase.LEFT && channel.isActive() && message instanceof HttpObject object) {
                read(object);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** What was read was less than a whole part; whoever wants more has to ask again. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        asked = false;
        if (isWaiting()) {
            readMore();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof UncheckedIOException)) {
            LOG.error("connection: failed", cause);
        }
        abort();
    }

    private void awaitRequest() {
        reader = new RequestReader(serving);
        if (begun > ended) {
            startReading();
        } else if (serving.connections().isClosing()) {
            abort();
            return;
        } else {
            phase = Phase.IDLE;
            timer.start(limits().idleTimeout(), this::abort);
        }
        readMore();
    }

    private void startReading() {
        phase = Phase.READING;
        timer.start(limits().requestTimeout(), () -> leaveWith(reader.tooSlow()));
    }

    /** Asks for one more part of a request. A loop, since a part that was decoded before comes while asking. */
    private void readMore() {
        if (reading) {
            return;
        }
        reading = true;
        try {
            while (isWaiting() && !asked) {
                asked = true;
                channel.read();
            }
        } finally {
            reading = false;
        }
        closeIfNothingCanCome();
    }

    private void closeIfNothingCanCome() {
        if (inputEnded && isWaiting() && !reading) {
            abort();
        }
    }

    private boolean isWaiting() {
        return phase == Phase.IDLE || phase == Phase.READING;
    }

    private void read(HttpObject part) {
        switch (reader.read(part)) {
            case RequestReader.Step.ReadMore(boolean sendContinue) -> {
                if (sendContinue) {
                    var _ = channel.writeAndFlush(
                            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
                }
                readMore();
            }
            case RequestReader.Step.Complete(RequestHead head, ByteBuf body) -> complete(head, body);
            case RequestReader.Step.Refuse refusal -> leaveWith(refusal);
        }
    }

    private void complete(RequestHead completed, ByteBuf body) {
        phase = Phase.ANSWERING;
        timer.pause();
        ended++;
        endedAtNanos = System.nanoTime();
        RequestService.serve(serving, this, completed, body);
    }

    @Override
    public void answer(RequestHead answered, Response response) {
        assert eventLoop().inEventLoop();
        if (phase != Phase.ANSWERING) {
            return;
        }
        boolean keepAlive = answered.keepsAlive() && !serving.connections().isClosing();
        ChannelFuture written = write(answered, response, keepAlive);
        if (keepAlive) {
            var _ = written.addListener(_ -> answerTaken(written.isSuccess()));
        } else {
            phase = Phase.LEFT;
            LingeringClose.behind(written, inputEnded);
        }
    }

    private void answerTaken(boolean success) {
        if (!success) {
            abort();
        } else if (phase == Phase.ANSWERING) {
            awaitRequest();
        }
    }

    /** To a request that is not read to its end, so that nothing can come after it. */
    private void leaveWith(RequestReader.Step.Refuse refusal) {
        phase = Phase.LEFT;
        endedAtNanos = System.nanoTime();
        LingeringClose.behind(write(refusal.head(), refusal.response(), false), inputEnded);
    }

    private ChannelFuture write(RequestHead answered, Response response, boolean keepAlive) {
        timer.start(limits().idleTimeout(), this::abort);
        return channel.writeAndFlush(RequestService.answer(serving, answered, response, keepAlive, endedAtNanos));
    }

    @Override
    public boolean hasItsOwnConnection() {
        return true;
    }

    @Override
    public Channel takeOver(RequestHead taken) {
        assert eventLoop().inEventLoop();
        letGo();
        RequestService.count(serving, taken, HttpResponseStatus.OK.code(), endedAtNanos);
        return TakenOver.from(channel, inputEnded);
    }

    private void becomeHttp2() {
        if (phase == Phase.READING) {
            Http2Pipeline.replaceHttp1(channel, remote, serving);
            letGo();
        }
    }

    private void letGo() {
        phase = Phase.LEFT;
        timer.stop();
        serving.connections().remove(this);
        // Or the channel would keep all of this for as long as it lives.
        var _ = channel.closeFuture().removeListener(whenGone);
    }

    private void gone() {
        phase = Phase.LEFT;
        timer.stop();
        serving.connections().remove(this);
    }

    private HttpLimits limits() {
        return serving.config().limits();
    }
}
