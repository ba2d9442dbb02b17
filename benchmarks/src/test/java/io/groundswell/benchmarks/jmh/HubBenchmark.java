package io.groundswell.benchmarks.jmh;

import io.groundswell.event.TopicUpdate;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The way of a batch through the hub. Batches come so far apart that no revolution is paced, or the pace would be what is
 * measured.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HubBenchmark {
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(110);
    private static final int COMMENTS = 100;

    @Param({"100", "1000"})
    public int viewers = 100;

    private @Nullable HubViewers hub;
    private TopicUpdate update = TopicUpdate.EMPTY;
    private long sent;

    @Setup
    public void open() throws InterruptedException {
        hub = new HubViewers(viewers);
    }

    @Setup(Level.Invocation)
    public void makeBatch() {
        update = TopicUpdate.durable(Comments.from(sent, COMMENTS));
        sent += COMMENTS;
        long until = System.nanoTime() + QUIET;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    /** Until the batch's frames are in the log. */
    @Benchmark
    public void append() throws InterruptedException {
        hub().append(update);
    }

    /** Until every viewer has been written to, in one revolution. */
    @Benchmark
    public void deliver() throws InterruptedException {
        long before = hub().writes();
        hub().append(update);
        hub().awaitWrites(before + viewers);
    }

    @TearDown
    public void close() {
        hub().close();
    }

    private HubViewers hub() {
        return Objects.requireNonNull(hub);
    }
}
