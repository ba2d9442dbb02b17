package io.groundswell.benchmarks.jmh;

import io.groundswell.event.Batch;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a comment costs to write into a batch of 50 of one topic, and to read from it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
    private static final int COMMENTS = 50;

    private final Batch batch = Batch.of(Topic.video("42"), TopicUpdate.durable(Comments.from(0, COMMENTS)));
    private final byte[] bytes = BatchCodec.encode(batch);

    @Benchmark
    @OperationsPerInvocation(COMMENTS)
    public Batch decode() {
        return BatchCodec.decode(bytes);
    }

    @Benchmark
    @OperationsPerInvocation(COMMENTS)
    public byte[] encode() {
        return BatchCodec.encode(batch);
    }
}
