package io.groundswell.benchmarks.jmh;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventKind;
import io.groundswell.event.LatestKey;
import io.groundswell.event.Register;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.Frame;
import io.groundswell.fleet.hub.Position;
import io.groundswell.fleet.stream.SseFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one frame costs a node: it is encoded once, whoever reads it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncoderBenchmark {
    private static final Topic TOPIC = Topic.video("42");

    /** Which frame. */
    public enum Kind {
        COMMENT,
        LIKE,
        LIKES_64,
        VIEWERS
    }

    @Param
    public Kind kind = Kind.COMMENT;

    private final SseFrames frames = new SseFrames("local", "node-1", 15_000);
    private final ByteBuf out = UnpooledByteBufAllocator.DEFAULT.heapBuffer(16 << 10);
    private final Position position = new Position("epoch123456", 123_456_789, 1_790_000_000_000L);
    private Frame frame = frame(Kind.COMMENT);

    @Setup
    public void makeFrame() {
        frame = frame(kind);
    }

    private static Frame frame(Kind kind) {
        return switch (kind) {
            case COMMENT -> new Frame.Durable(TOPIC, comment());
            case LIKE -> likes(1);
            case LIKES_64 -> likes(64);
            case VIEWERS ->
                new Frame.Latest(TOPIC, new LatestKey(EventKind.VIEWERS, "total"), new Register("3", 1_000, "node-1"));
        };
    }

    private static DurableEvent comment() {
        return Comments.comment(1, "{\"text\":\"what a goal, did you see that?\"}");
    }

    private static Frame likes(int actors) {
        return new Frame.Likes(
                TOPIC,
                new TreeMap<>(Map.of("like", 123_456L, "wow", 789L)),
                Map.of("like", (long) actors),
                IntStream.range(0, actors).mapToObj(i -> "member-" + i).toList(),
                1_790_000_000_000L,
                1_790_000_000_050L);
    }

    @Benchmark
    public int encode() {
        out.clear();
        frames.encode(frame, position, out);
        return out.writerIndex();
    }
}
