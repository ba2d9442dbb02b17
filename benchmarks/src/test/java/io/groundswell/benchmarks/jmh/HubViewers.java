package io.groundswell.benchmarks.jmh;

import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.fleet.hub.AttachRequest;
import io.groundswell.fleet.hub.DeliveryObserver;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.HubConfig;
import io.groundswell.fleet.hub.HubMetrics;
import io.groundswell.fleet.hub.HubParts;
import io.groundswell.fleet.hub.Pasts;
import io.groundswell.fleet.hub.Resumption;
import io.groundswell.fleet.hub.Retries;
import io.groundswell.fleet.hub.Term;
import io.groundswell.fleet.stream.SseFrames;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A hub on one event loop with viewers of one topic, whose writes are counted and end there: no socket is measured. */
final class HubViewers implements AutoCloseable {
    static final Topic TOPIC = Topic.video("42");
    private static final String STREAM = "stream";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final BlockingQueue<Channel> accepted = new ArrayBlockingQueue<>(16);
    private final AtomicLong writes = new AtomicLong();
    private final Channel server;
    private final Hub hub;

    HubViewers(int viewers) throws InterruptedException {
        hub = Hub.start(new HubParts(
                HubConfig.of(1 << 20, Duration.ofMinutes(2), Duration.ofMinutes(5), 64 << 20, Duration.ofSeconds(2)),
                "epoch123456",
                new SseFrames("local", "node-1", 15_000),
                List.of((EventLoop) group.next()),
                (opened, topic, at) -> opened.baseline(topic, CountedState.EMPTY),
                new Resumption(Duration.ZERO, Duration.ZERO, Pasts.NONE),
                new NoMetrics(),
                NoObserver::new,
                InstantSource.system(),
                Retries.spreadOver(0, new Random(1))));
        server = new ServerBootstrap()
                .group(group)
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Swallow()).addLast(STREAM, new ChannelInboundHandlerAdapter());
                        accepted.add(channel);
                    }
                })
                .bind(LocalAddress.ANY)
                .sync()
                .channel();
        for (int i = 0; i < viewers; i++) {
            attach();
        }
    }

    private void attach() throws InterruptedException {
        new Bootstrap()
                .group(group)
                .channel(LocalChannel.class)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(server.localAddress())
                .sync();
        CountDownLatch joined = new CountDownLatch(1);
        hub.attach(
                accepted.take().pipeline().context(STREAM),
                new AttachRequest("c", List.of(TOPIC), Optional.empty(), Term.NONE),
                _ -> joined.countDown());
        joined.await();
    }

    /** Hands in a batch and returns when its frames are in the log. */
    void append(TopicUpdate update) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        if (!hub.deliver(Batch.of(TOPIC, update), 1_000, done::countDown)) {
            throw new IllegalStateException("deliver: refused (expected: taken)");
        }
        done.await();
    }

    /** Waits until so many writes have been made in all. */
    void awaitWrites(long count) {
        while (writes.get() < count) {
            Thread.onSpinWait();
        }
    }

    long writes() {
        return writes.get();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        hub.close();
    }

    /** The end of a viewer's pipeline. Owner: the event loop. */
    private final class Swallow extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ((ByteBuf) message).release();
            writes.lazySet(writes.get() + 1);
            promise.trySuccess();
        }
    }

    private record NoMetrics() implements HubMetrics {
        @Override
        public void ended(Ending ending) {}

        @Override
        public void appended(int frames) {}

        @Override
        public void gapTold(int viewers) {}

        @Override
        public void leftOut(int values) {}

        @Override
        public void overflowed() {}

        @Override
        public void pinned(long bytes) {}
    }

    private static final class NoObserver implements DeliveryObserver {
        @Override
        public int wanted() {
            return 0;
        }

        @Override
        public void written(long[] acceptedAt) {}
    }
}
