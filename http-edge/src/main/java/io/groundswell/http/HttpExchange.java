package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that is being answered. Immutable but for whether it was answered. */
final class HttpExchange implements Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

    private final Caller caller;
    private final RequestHead head;
    private final Map<String, String> pathParameters;
    private final ByteBuf body;
    private final long receivedAt;
    private final AtomicBoolean answered = new AtomicBoolean();

    /** @param received the body, and when its last byte was read */
    HttpExchange(Caller caller, RequestHead head, Map<String, String> pathParameters, Received received) {
        this.caller = caller;
        this.head = head;
        this.pathParameters = pathParameters;
        this.body = received.body();
        this.receivedAt = received.atMillis();
    }

    record Received(ByteBuf body, long atMillis) {}

    @Override
    public String method() {
        return head.request().method().name();
    }

    @Override
    public String path() {
        return head.target().path();
    }

    @Override
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "path parameter: " + name + " (expected: one of " + pathParameters.keySet() + ")");
        }
        return value;
    }

    @Override
    public List<String> query(String name) {
        return head.target().query().getOrDefault(name, List.of());
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.request().headers().get(name));
    }

    @Override
    public List<String> headers(String name) {
        return head.request().headers().getAll(name);
    }

    @Override
    public ByteBuf body() {
        return body;
    }

    @Override
    public long receivedAt() {
        return receivedAt;
    }

    @Override
    public InetSocketAddress remote() {
        return caller.remote();
    }

    @Override
    public <T> T json(Class<T> type) {
        return Json.read(body.array(), body.arrayOffset() + body.readerIndex(), body.readableBytes(), type);
    }

    @Override
    public void respond(Response response) {
        claimAnswer();
        send(response);
    }

    /** For a failure, which may come before or after the answer. */
    void respondUnlessAnswered(Response response) {
        if (answered.compareAndSet(false, true)) {
            send(response);
        }
    }

    private void send(Response response) {
        EventLoop loop = eventLoop();
        if (loop.inEventLoop()) {
            caller.answer(head, response);
        } else {
            execute(loop, () -> caller.answer(head, response));
        }
    }

    private static void execute(EventLoop loop, Runnable answer) {
        try {
            loop.execute(answer);
        } catch (RejectedExecutionException e) {
            LOG.debug("answer: dropped, since the event loops have ended", e);
        }
    }

    @Override
    public EventLoop eventLoop() {
        return caller.eventLoop();
    }

    @Override
    public Channel takeOver() {
        assert eventLoop().inEventLoop();
        if (head.isHead()) {
            throw new ProblemException(ProblemType.METHOD_NOT_ALLOWED
                    .with("method: HEAD (expected: GET)")
                    .withHeader("Allow", "GET, OPTIONS"));
        }
        if (!caller.hasItsOwnConnection()) {
            throw new IllegalStateException("connection: HTTP/2 (expected: HTTP/1.1, where each request has its own)");
        }
        claimAnswer();
        return caller.takeOver(head);
    }

    private void claimAnswer() {
        if (!answered.compareAndSet(false, true)) {
            throw new IllegalStateException("exchange: answered before (expected: one answer)");
        }
    }
}
