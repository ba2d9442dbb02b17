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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** All viewers. Owner: the main thread; what it asks of the loops' tallies may be a moment old. */
final class Clients implements AutoCloseable {
    private static final int READ = 32 << 10;
    private static final int MOST_CONNECTING = 256;
    private static final long LONGEST_OPENING_SECONDS = 60;

    private final LoadPlan plan;
    private final MultiThreadIoEventLoopGroup group;
    private final List<ClientLoop> loops = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    Clients(LoadPlan plan, int threads) {
        this.plan = plan;
        this.group = new MultiThreadIoEventLoopGroup(threads, EpollIoHandler.newFactory());
        group.forEach(executor -> loops.add(new ClientLoop((EventLoop) executor)));
    }

    /** Connects all and waits until each stream is open. */
    void open(int port) throws InterruptedException, TimeoutException {
        Semaphore connecting = new Semaphore(MOST_CONNECTING);
        for (int number = 0; number < plan.connections(); number++) {
            connecting.acquire();
            connect(number, port).addListener(done -> {
                connecting.release();
                if (!done.isSuccess()) {
                    loops.getFirst().failed(done.cause());
                }
            });
        }
        loops.forEach(ClientLoop::start);
        await(() -> sum(tally -> tally.opened.get()) >= plan.connections(), LONGEST_OPENING_SECONDS);
    }

    private ChannelFuture connect(int number, int port) {
        ClientLoop loop = loops.get(number % loops.size());
        Client client = new Client(plan, number, loop);
        clients.add(client);
        return new Bootstrap()
                .group(loop.loop())
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ))
                .handler(client)
                .connect("127.0.0.1", port);
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
                throw new TimeoutException("clients: " + sum(tally -> tally.opened.get()) + " streams open, "
                        + delivered() + " events read after " + seconds + " s (expected: all)");
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

    int threads() {
        return loops.size();
    }

    /** To be asked once closed. */
    long missing() {
        return clients.stream().mapToLong(Client::missing).sum();
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
        group.shutdownGracefully(0, 20, TimeUnit.SECONDS).awaitUninterruptibly(20, TimeUnit.SECONDS);
    }
}
