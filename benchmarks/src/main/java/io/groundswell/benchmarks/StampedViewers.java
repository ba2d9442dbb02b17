package io.groundswell.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Viewers of one video at several nodes. One in sixteen reads whatever comes at once and looks at its frames: how long ago was
 * the oldest like of it accepted. The clock is the machine's, and so is the API's. The others read 20 times a second, each at
 * its own time, so that the load leaves the machine to what is measured. Owner: the main thread.
 */
final class StampedViewers implements AutoCloseable {
    private static final long LONGEST_MICROS = 600_000_000;
    private static final int ONE_OF = 16;
    private static final int READ = 64 << 10;
    private static final long TICK_MILLIS = 2;
    private static final int TICKS_BETWEEN_READS = 25;
    private static final int MOST_CONNECTING = 128;
    private static final long LONGEST_OPENING_SECONDS = 60;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Viewer> sample = new ArrayList<>();
    /** Channels that are read in turns, each list in one tick. Owner: the loop. */
    private final List<List<Channel>> turns = Stream.generate(() -> (List<Channel>) new ArrayList<Channel>())
            .limit(TICKS_BETWEEN_READS)
            .toList();

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicLong reads = new AtomicLong();
    private final Histogram times = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private int tick;
    private volatile boolean measuring;
    private volatile boolean ending;

    /** @param ports of the nodes, which get the same number each */
    void open(List<Integer> ports, int count, String video) throws InterruptedException, TimeoutException {
        var _ = group.next().scheduleAtFixedRate(this::readNext, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        Semaphore connecting = new Semaphore(MOST_CONNECTING);
        for (int number = 0; number < count; number++) {
            connecting.acquire();
            Viewer viewer = new Viewer(video, number % ONE_OF == 0);
            if (viewer.sampled) {
                sample.add(viewer);
            }
            new Bootstrap()
                    .group(group)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ))
                    .handler(viewer)
                    .connect(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), ports.get(number / ONE_OF % ports.size())),
                            new InetSocketAddress(InetAddress.ofLiteral(Clients.addressOf(number)), 0))
                    .addListener(_ -> connecting.release());
        }
        await("streams open", () -> opened.get() == count, LONGEST_OPENING_SECONDS);
    }

    private void readNext() {
        turns.get(tick).forEach(Channel::read);
        tick = (tick + 1) % TICKS_BETWEEN_READS;
    }

    /** Waits until every viewer of the sample has been told of so many likes. */
    void awaitTotal(long likes, long seconds) throws InterruptedException, TimeoutException {
        await(
                "totals of " + likes + " everywhere",
                () -> sample.stream().allMatch(viewer -> viewer.reader.total() == likes),
                seconds);
    }

    private void await(String what, BooleanSupplier condition, long seconds)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("viewers: " + opened + " streams open, " + ended + " ended, after " + seconds
                        + " s (expected: " + what + ")");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    void measure(boolean now) {
        measuring = now;
    }

    /** Microseconds from acceptance to read, of the sample's frames while it was measured. */
    Histogram times() {
        return times.copy();
    }

    /** Streams that did not last. */
    int ended() {
        return ended.get();
    }

    long reads() {
        return reads.get();
    }

    private void took(long acceptedMillis) {
        if (measuring) {
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
            times.recordValue(Math.max(0, now - acceptedMillis * 1_000));
        }
    }

    @Override
    public void close() {
        ending = true;
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
    }

    /** Owner: the loop. */
    private final class Viewer extends ChannelInboundHandlerAdapter {
        private final String video;
        private final boolean sampled;
        private final StampReader reader = new StampReader(StampedViewers.this::took);
        private boolean isOpen;

        Viewer(String video, boolean sampled) {
            this.video = video;
            this.sampled = sampled;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            String request = "GET /v1/stream?topic=video:" + video
                    + " HTTP/1.1\r\nHost: node\r\nAccept: text/event-stream\r\n\r\n";
            var _ = context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            try {
                reads.lazySet(reads.get() + 1);
                if (!isOpen && in.toString(StandardCharsets.US_ASCII).contains("event: open")) {
                    opened(context.channel());
                }
                if (sampled) {
                    reader.read(ByteBufUtil.getBytes(in));
                }
            } finally {
                in.release();
            }
        }

        private void opened(Channel channel) {
            isOpen = true;
            if (!sampled) {
                channel.config().setAutoRead(false);
                turns.get(opened.get() % TICKS_BETWEEN_READS).add(channel);
            }
            opened.incrementAndGet();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (!ending) {
                ended.incrementAndGet();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            System.err.println("viewer: " + cause);
            var _ = context.close();
        }
    }
}
