package io.groundswell.benchmarks.jmh;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.TopicUpdate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What two states of a topic cost to merge: counters of several replicas, and comments of which half are in both. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MergeBenchmark {
    @Param({"1", "16", "256"})
    public int size = 1;

    private CountedState counted = CountedState.EMPTY;
    private CountedState laterCounted = CountedState.EMPTY;
    private DurableEvents durable = DurableEvents.EMPTY;
    private DurableEvents laterDurable = DurableEvents.EMPTY;
    private TopicUpdate update = TopicUpdate.EMPTY;
    private TopicUpdate laterUpdate = TopicUpdate.EMPTY;

    @Setup
    public void makeStates() {
        counted = counted(size, 1);
        laterCounted = counted(size, 2);
        durable = Comments.from(0, size);
        laterDurable = Comments.from(size / 2, size);
        update = update(counted, 1);
        laterUpdate = update(laterCounted, 2);
    }

    private static CountedState counted(int replicas, long ordinal) {
        Map<Replica, ReplicaCount> counts = new HashMap<>();
        for (int i = 0; i < replicas; i++) {
            counts.put(replica(i), new ReplicaCount(ordinal, Map.of("like", ordinal * 10, "wow", ordinal)));
        }
        return new CountedState(counts);
    }

    private static TopicUpdate update(CountedState counted, long ordinal) {
        Map<IntervalId, Interval> intervals = new HashMap<>();
        counted.replicas()
                .keySet()
                .forEach(replica ->
                        intervals.put(new IntervalId(replica, ordinal), new Interval(List.of("ada", "bob"), 1, 2)));
        return TopicUpdate.counted(counted, intervals);
    }

    private static Replica replica(int number) {
        return new Replica("local", "boot." + number);
    }

    @Benchmark
    public CountedState counted() {
        return counted.merge(laterCounted);
    }

    @Benchmark
    public DurableEvents durable() {
        return durable.merge(laterDurable);
    }

    @Benchmark
    public TopicUpdate topicUpdate() {
        return update.merge(laterUpdate);
    }
}
