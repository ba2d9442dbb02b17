package io.groundswell.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** All viewers. Owner: the main thread; what it asks of the loops' tallies may be a moment old. */
final class Clients implements AutoCloseable {
    private static final int READ = 32 << 10;
    private static final int MOST_CONNECTING = 256;
    private static final int CONNECTIONS_PER_ADDRESS = 50;
    private static final int ADDRESSES_PER_NET = 250;
    private static final long LONGEST_OPENING_SECONDS = 480;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int MOST_UNOPENED = 64;

    private final LoadPlan plan;
    private final MultiThreadIoEventLoopGroup group;
    private final List<ClientLoop> loops = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    Clients(LoadPlan plan, int threads) {
        this.plan = plan;
        this.group = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
        group.forEach(executor -> loops.add(new ClientLoop((EventLoop) executor)));
    }

    /**
     * How connections are opened.
     *
     * @param headers further lines of a connection's request, each with its end
     * @param begins how long after the first one a connection begins at the earliest, in nanoseconds
     * @param mostUnopened another one is begun only while the streams of fewer than so many are not open yet
     */
    record Opening(int port, IntFunction<String> headers, IntToLongFunction begins, int mostUnopened) {
        /** As many as the machine takes. */
        static Opening at(int port, IntFunction<String> headers) {
            return new Opening(port, headers, _ -> 0, Integer.MAX_VALUE);
        }

        static Opening at(int port) {
            return at(port, _ -> "");
        }

        /** All within a second. */
        static Opening withinASecond(int port, int connections) {
            return new Opening(port, _ -> "", number -> number * 1_000_000_000L / connections, Integer.MAX_VALUE);
        }

        /**
         * First a viewer of each topic, with a pause behind it, then the others, as fast as their streams open: so that nobody waits in
         * a queue in front of a node whose compilers are cold and that shares the machine with others.
         */
        static Opening gently(int port, int topics) {
            return new Opening(port, _ -> "", number -> Math.min(number, topics) * PAUSE_NANOS, MOST_UNOPENED);
        }
    }

    /** Connects all and waits until each stream is open. */
    void open(Opening opening) throws InterruptedException, TimeoutException {
        loops.forEach(ClientLoop::start);
        Semaphore connecting = new Semaphore(MOST_CONNECTING);
        long begun = System.nanoTime();
        for (int number = 0; number < plan.connections(); number++) {
            parkUntil(begun + opening.begins().applyAsLong(number));
            int begunSoFar = number;
            await(() -> begunSoFar - opened() < opening.mostUnopened(), LONGEST_OPENING_SECONDS);
            connecting.acquire();
            connect(number, opening).addListener(done -> {
                connecting.release();
                if (!done.isSuccess()) {
                    loops.getFirst().failed(done.cause());
                }
            });
        }
        await(() -> opened() >= plan.connections(), LONGEST_OPENING_SECONDS);
    }

    private long opened() {
        return sum(tally -> tally.opened.get());
    }

    private static void parkUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private ChannelFuture connect(int number, Opening opening) {
        ClientLoop loop = loops.get(number % loops.size());
        Client client = new Client(plan, number, opening.headers().apply(number), loop);
        clients.add(client);
        ChannelFuture connecting = new Bootstrap()
                .group(loop.loop())
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ))
                .handler(client)
                .connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), opening.port()),
                        new InetSocketAddress(InetAddress.ofLiteral(addressOf(number)), 0));
        channels.add(connecting.channel());
        return connecting;
    }

    /** Many loopback addresses, as viewers have: a node limits what one address may hold. */
    static String addressOf(int connection) {
        int address = connection / CONNECTIONS_PER_ADDRESS;
        return "127.1." + address / ADDRESSES_PER_NET + "." + (1 + address % ADDRESSES_PER_NET);
    }

    /** Waits for a condition, without a deadline of its own only as long as nothing has failed. */
    void await(Condition condition, long seconds) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.holds()) {
            Throwable failure = failure();
            if (failure != null) {
                throw new IllegalStateException("client: " + failure.getMessage(), failure);
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("clients: " + opened() + " streams open, " + delivered()
                        + " events read after " + seconds + " s (expected: all)");
            }
            Thread.sleep(10);
        }
    }

    /** Something to wait for. */
    interface Condition {
        boolean holds();
    }

    private @Nullable Throwable failure() {
        for (ClientLoop loop : loops) {
            if (loop.failure() != null) {
                return loop.failure();
            }
        }
        return null;
    }

    void begin(long at) {
        loops.forEach(loop -> loop.begin(at));
    }

    long delivered() {
        return sum(tally -> tally.delivered.get());
    }

    long sum(ToLongFunction<Tally> counter) {
        return loops.stream().map(ClientLoop::tally).mapToLong(counter).sum();
    }

    /** The id that each connection's stream opened with. To be asked once closed. */
    List<String> openIds() {
        return clients.stream().map(Client::openId).toList();
    }

    int threads() {
        return loops.size();
    }

    /** To be asked once closed. */
    long missing() {
        return clients.stream().mapToLong(Client::missing).sum();
    }

    /** What else went wrong. To be asked once closed. */
    Outcome.Wrong wrong() {
        long lacking = clients.stream().filter(Client::lacksWhatWasTold).count();
        return new Outcome.Wrong(
                sum(tally -> tally.repeated.get()),
                sum(tally -> tally.ended.get()),
                sum(tally -> tally.wrongTotals.get()) + lacking);
    }

    /** A histogram over all loops. To be asked once closed. */
    Histogram histogram(Function<Tally, Histogram> which) {
        Histogram all = which.apply(loops.getFirst().tally()).copy();
        loops.stream().skip(1).forEach(loop -> all.add(which.apply(loop.tally())));
        return all;
    }

    /** Closes all connections and ends the loops; waits up to 20 s. */
    @Override
    public void close() {
        loops.forEach(ClientLoop::end);
        channels.close().awaitUninterruptibly(20, TimeUnit.SECONDS);
        group.shutdownGracefully(0, 20, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
    }
}
