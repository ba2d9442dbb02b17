package io.groundswell.fleet.hub;

import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A hub on two event loops, and clients in the same process. */
final class HubFixture implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
    private final BlockingQueue<Channel> accepted = new ArrayBlockingQueue<>(100);
    private final List<Channel> clients = new ArrayList<>();
    private final Channel server;
    final CountingFrames frames = new CountingFrames();
    /** How often anything was written to any client. */
    final AtomicInteger writes = new AtomicInteger();

    /** How often any client's connection was flushed. */
    final AtomicInteger flushes = new AtomicInteger();

    final Hub hub;

    HubFixture(HubConfig config) {
        this(config, new Resumption(Duration.ZERO, Duration.ofHours(1), Pasts.NONE));
    }

    HubFixture(HubConfig config, Resumption resumption) {
        List<EventLoop> loops = new ArrayList<>();
        group.forEach(executor -> loops.add((EventLoop) executor));
        hub = Hub.start(new HubParts(
                config,
                "epoch",
                frames,
                loops,
                (opened, topic, at) -> opened.baseline(topic, CountedState.EMPTY),
                resumption,
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
                        channel.pipeline().addLast(new Outflow(), new Leaving());
                        accepted.add(channel);
                    }
                })
                .bind(LocalAddress.ANY)
                .syncUninterruptibly()
                .channel();
    }

    /** A client whose stream is open, and ends when its term is over. */
    Client client(Term term, Topic... topics) throws Exception {
        return client(Optional.empty(), term, topics);
    }

    /** A client whose stream is open. */
    Client client(Optional<Position> resume, Topic... topics) throws Exception {
        return client(resume, Term.NONE, topics);
    }

    private Client client(Optional<Position> resume, Term term, Topic... topics) throws Exception {
        Client client = new Client();
        Channel near = new Bootstrap()
                .group(group)
                .channel(LocalChannel.class)
                .handler(client)
                .connect(server.localAddress())
                .syncUninterruptibly()
                .channel();
        Channel far = accepted.take();
        CompletableFuture<Viewer> joined = new CompletableFuture<>();
        hub.attach(
                far.pipeline().context(Leaving.class),
                new AttachRequest("c", List.of(topics), resume, term),
                viewer -> {
                    far.pipeline().get(Leaving.class).viewer = viewer;
                    joined.complete(viewer);
                });
        joined.get();
        client.channel = near;
        client.far = far;
        clients.add(near);
        return client;
    }

    void deliver(Topic topic, TopicUpdate update) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (!hub.deliver(Batch.of(topic, update), 100, () -> done.complete(null))) {
            throw new IllegalStateException("deliver: refused (expected: taken)");
        }
        done.get();
    }

    @Override
    public void close() {
        clients.forEach(client -> client.close().syncUninterruptibly());
        server.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        hub.close();
    }

    /** Collects lines. */
    static final class Client extends ChannelInitializer<Channel> {
        final Deque<String> lines = new ConcurrentLinkedDeque<>();
        private @Nullable Channel channel;
        private @Nullable Channel far;

        /** Lets the node's side of the connection take no more, or take more again; nothing where it is closed. */
        void takesMore(boolean writable) throws Exception {
            Channel server = Objects.requireNonNull(far);
            server.eventLoop()
                    .submit(() -> {
                        ChannelOutboundBuffer buffer = server.unsafe().outboundBuffer();
                        if (buffer != null) {
                            buffer.setUserDefinedWritability(1, writable);
                        }
                    })
                    .get();
        }

        Channel channel() {
            return Objects.requireNonNull(channel);
        }

        @Override
        protected void initChannel(Channel opened) {
            opened.pipeline()
                    .addLast(new LineBasedFrameDecoder(100_000))
                    .addLast(new StringDecoder(StandardCharsets.UTF_8))
                    .addLast(new SimpleChannelInboundHandler<String>() {
                        @Override
                        protected void channelRead0(ChannelHandlerContext ctx, String line) {
                            lines.add(line);
                        }
                    });
        }

        List<String> of(String kind) {
            return lines.stream()
                    .filter(line -> line.split("\\|", -1)[1].equals(kind))
                    .toList();
        }
    }

    /** Between the hub and the socket. */
    private final class Outflow extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            writes.incrementAndGet();
            var _ = ctx.write(msg, promise);
        }

        @Override
        public void flush(ChannelHandlerContext ctx) {
            flushes.incrementAndGet();
            ctx.flush();
        }
    }

    private final class Leaving extends ChannelInboundHandlerAdapter {
        private volatile @Nullable Viewer viewer;

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            Viewer joined = viewer;
            if (joined != null && ctx.channel().isWritable()) {
                hub.writable(joined);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            Viewer joined = viewer;
            if (joined != null) {
                hub.leave(joined);
            }
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

    static final class NoObserver implements DeliveryObserver {
        @Override
        public int wanted() {
            return 0;
        }

        @Override
        public void written(long[] acceptedAt) {}
    }
}
