package io.groundswell.benchmarks.api;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Posts likes over keep-alive connections, one request at a time on each: as fast as they are answered, or at a steady rate,
 * whose latency counts from the time for which a request was intended. Everything but opening and waiting is its one loop's.
 */
final class LikeLoad implements AutoCloseable {
    private static final int ACCEPTED = 202;
    private static final long TICK_MICROS = 500;
    private static final long MOST_MICROS = 60_000_000;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoop loop = (EventLoop) group.next();
    private final LikeRequests requests;
    private final List<Line> lines = new ArrayList<>();
    private final Queue<Line> free = new ArrayDeque<>();
    private final Queue<Long> late = new ArrayDeque<>();
    private Histogram latency = new Histogram(MOST_MICROS, 3);
    private long accepted;
    private long refused;
    private int nextMember;
    private double perSecond;
    private long begunAt;
    private long intended;
    private boolean running;

    LikeLoad(LikeRequests requests) {
        this.requests = requests;
    }

    /**
     * What was answered between two looks.
     *
     * @param latency in microseconds
     */
    record Seen(long accepted, long refused, Histogram latency) {}

    void open(int port, int connections) throws IOException, InterruptedException {
        Bootstrap bootstrap = new Bootstrap()
                .group(group)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        Line line = new Line(channel);
                        channel.pipeline().addLast(line);
                        lines.add(line);
                    }
                });
        for (int i = 0; i < connections; i++) {
            bootstrap.connect("127.0.0.1", port).sync();
        }
    }

    /** @param rate likes a second, or 0 for as many as are answered */
    void start(double rate) throws InterruptedException {
        loop.submit(() -> {
                    perSecond = rate;
                    running = true;
                    begunAt = System.nanoTime();
                    intended = 0;
                    late.clear();
                    free.clear();
                    free.addAll(lines);
                    if (rate == 0) {
                        lines.forEach(line -> line.send(System.nanoTime()));
                    } else {
                        tick();
                    }
                })
                .sync();
    }

    private void tick() {
        if (!running) {
            return;
        }
        long due = (long) ((System.nanoTime() - begunAt) / 1e9 * perSecond);
        for (; intended < due; intended++) {
            long at = begunAt + (long) (intended * 1e9 / perSecond);
            Line line = free.poll();
            if (line == null) {
                late.add(at);
            } else {
                line.send(at);
            }
        }
        var _ = loop.schedule(this::tick, TICK_MICROS, TimeUnit.MICROSECONDS);
    }

    /** What was answered since the last look. */
    Seen look() throws InterruptedException {
        Seen[] seen = new Seen[1];
        loop.submit(() -> {
                    seen[0] = new Seen(accepted, refused, latency);
                    accepted = 0;
                    refused = 0;
                    latency = new Histogram(MOST_MICROS, 3);
                })
                .sync();
        return seen[0];
    }

    /** Sends no more, and waits for what is under way. */
    void stop(long millis) throws InterruptedException {
        loop.submit(() -> running = false).sync();
        Thread.sleep(millis);
    }

    /** One connection. */
    private final class Line extends ChannelInboundHandlerAdapter {
        private final Channel channel;
        private final AnswerReader answers = new AnswerReader();
        private long sentFor;

        Line(Channel channel) {
            this.channel = channel;
        }

        /** @param intendedAt what its latency counts from */
        void send(long intendedAt) {
            sentFor = intendedAt;
            int member = nextMember;
            nextMember = member + 1 == requests.size() ? 0 : member + 1;
            var _ = channel.writeAndFlush(requests.of(member), channel.voidPromise());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object read) {
            answers.add((ByteBuf) read);
            for (int status = answers.next(); status != AnswerReader.NONE; status = answers.next()) {
                answered(status);
            }
        }

        private void answered(int status) {
            long now = System.nanoTime();
            if (status == ACCEPTED) {
                accepted++;
                latency.recordValue(Math.min(MOST_MICROS, (now - sentFor) / 1_000));
            } else {
                refused++;
            }
            if (!running) {
                return;
            }
            Long waiting = late.poll();
            if (perSecond == 0) {
                send(now);
            } else if (waiting != null) {
                send(waiting);
            } else {
                free.add(this);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            answers.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            System.err.println("connection: " + cause);
            var _ = ctx.close();
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
