package io.groundswell.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** One viewer. Owner: its channel's loop. */
final class Client extends ChannelInboundHandlerAdapter {
    private static final int ONE_OF = 16;

    private final LoadPlan plan;
    private final ClientLoop loop;
    private final int topic;
    private final boolean sampled;
    private final String headers;
    private final FrameReader reader;
    private final long measuredFrom;
    private final long connectingSince = System.nanoTime();
    private boolean isOpen;

    /** @param headers lines of the request, each with its end */
    Client(LoadPlan plan, int number, String headers, ClientLoop loop) {
        this.plan = plan;
        this.headers = headers;
        this.loop = loop;
        this.topic = plan.topicOf(number);
        this.sampled = plan.connections() <= ONE_OF || number % ONE_OF == 0;
        this.reader = new FrameReader(LoadPlan.name(topic), sampled, loop.tally());
        this.measuredFrom = (plan.firstMeasured() - topic + plan.topics() - 1) / plan.topics();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var _ = ctx.writeAndFlush(
                Unpooled.copiedBuffer(request(topic, headers), StandardCharsets.US_ASCII), ctx.voidPromise());
    }

    /** @param headers further lines of the request, each with its end */
    static String request(int topic, String headers) {
        return "GET /v1/stream?topic=" + LoadPlan.name(topic)
                + " HTTP/1.1\r\nHost: node\r\nAccept: text/event-stream\r\n" + headers + "\r\n";
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            read(in);
        } finally {
            in.release();
        }
    }

    private void read(ByteBuf in) {
        long before = reader.sequence().received();
        long first = reader.sequence().next();
        reader.read(in.internalNioBuffer(in.readerIndex(), in.readableBytes()));
        if (!isOpen && reader.isOpen()) {
            isOpen = true;
            loop.tally().openings.recordValue((System.nanoTime() - connectingSince) / 1_000);
        }
        loop.tally().addRead();
        loop.tally().addDelivered(reader.sequence().received() - before);
        if (sampled) {
            stamp(Math.max(first, measuredFrom), reader.sequence().next());
        }
    }

    private void stamp(long from, long to) {
        long now = System.nanoTime() - loop.begin();
        for (long index = from; index < to; index++) {
            long nanos = now - plan.intended(plan.event(topic, index));
            loop.tally().latency.recordValue(Math.max(0, nanos / 1_000));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!loop.isEnding()) {
            loop.tally().ended.incrementAndGet();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        loop.failed(cause);
        var _ = ctx.close();
    }

    /** The id that its stream opened with; empty before that. To be asked once its loop has ended. */
    String openId() {
        return reader.openId();
    }

    /** Whether it was told totals that count events which it has not had. */
    boolean lacksWhatWasTold() {
        return reader.sequence().lacksWhatWasTold();
    }

    /** How many events of its topic it has not had. */
    long missing() {
        return plan.events(topic) - reader.sequence().received();
    }
}
