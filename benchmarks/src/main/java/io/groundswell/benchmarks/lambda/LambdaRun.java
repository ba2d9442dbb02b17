package io.groundswell.benchmarks.lambda;

import io.groundswell.benchmarks.dispatch.Packets;
import io.groundswell.benchmarks.dispatch.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long the function takes, as Lambda runs it: from the start of its process to the first answer; from a restore to the first
 * answer; and for a batch when it is warm. DynamoDB, SQS and two nodes are stand-ins in this process that answer at once.
 */
@Command(
        name = "benchmarks/lambda",
        description = "Measures cold start, restore and warm invocations of the deployment artifact.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class LambdaRun implements Callable<Integer> {
    private static final int NODES = 2;
    private static final double COLD_GOAL_MILLIS = 1_500;
    private static final double WARM_GOAL_MILLIS = 5;
    private static final long SIZE_GOAL_BYTES = 25_000_000;

    @Option(names = "--starts", description = "Processes that are started one after the other, of both kinds.")
    private int starts = 5;

    @Option(names = "--invocations", description = "Warm ones that are measured.")
    private int invocations = 2_000;

    @Option(names = "--warm-up", description = "Invocations before those.")
    private int warmUp = 2_000;

    @Option(names = "--memory", description = "MiB of the function, which its heap follows from.")
    private int memory = 1_769;

    @Option(
            names = "--processors",
            description = "Which the function may run on, as taskset takes them; empty for all.")
    private String processors = "";

    @Option(names = "--artifact", description = "The function's zip.", defaultValue = "${sys:groundswell.function}")
    private Path artifact = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LambdaRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        List<byte[]> batches = new Packets(20, 1, 120)
                .tens(starts * 2 + warmUp + invocations).stream()
                        .map(invocation -> SqsEvents.json(invocation.event()))
                        .toList();
        try (TaskRoot root = TaskRoot.unpack(artifact);
                StandIns standIns = new StandIns(0, NODES, batches.size() * Packets.MESSAGES)) {
            Measured measured = new LambdaMeasurement(root, memory, launcher(), standIns.endpoint())
                    .measure(batches, starts, warmUp);
            return report(measured, counts(standIns), (long) batches.size() * Packets.MESSAGES);
        }
    }

    /** What came of it; times in milliseconds, but the histogram's in microseconds. */
    record Measured(List<Double> cold, List<Double> restored, Histogram warmMicros, int failed) {
        double slowestStart() {
            return Collections.max(cold);
        }
    }

    private List<String> launcher() {
        return processors.isEmpty() ? List.of() : List.of("taskset", "-c", processors);
    }

    private static long[] counts(StandIns standIns) throws InterruptedException, ExecutionException {
        return Arrays.stream(standIns.ask("counts").split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private int report(Measured measured, long[] counts, long events) throws IOException {
        long size = Files.size(artifact);
        double p50 = measured.warmMicros().getValueAtPercentile(50) / 1_000.0;
        double slowest = measured.slowestStart();
        // Only comments are recorded one by one.
        long lacking = events * NODES - counts[1] + events / 2 - counts[0];
        System.out.printf(
                "%d MiB, processors %s, batches of %d messages, stand-ins in this process%n",
                memory, processors.isEmpty() ? "all" : processors, Packets.MESSAGES);
        System.out.printf("artifact MB   %10.1f   (goal: less than %.0f)%n", size / 1e6, SIZE_GOAL_BYTES / 1e6);
        System.out.printf(
                "cold start ms %10.0f   median of %d, slowest %.0f (goal: %.0f at most)%n",
                median(measured.cold()), starts, slowest, COLD_GOAL_MILLIS);
        System.out.printf(
                "restored ms   %10.1f   median of %d, from the restore to the first answer%n",
                median(measured.restored()), starts);
        System.out.printf(
                "warm ms       %10.2f   p50, p99 %.2f, over %,d invocations (goal: p50 %.0f at most)%n",
                p50,
                measured.warmMicros().getValueAtPercentile(99) / 1_000.0,
                measured.warmMicros().getTotalCount(),
                WARM_GOAL_MILLIS);
        System.out.printf(
                "events        %,10d   lacking %,d, messages failed %,d%n", events, lacking, measured.failed());
        boolean isGood = slowest <= COLD_GOAL_MILLIS && p50 <= WARM_GOAL_MILLIS && size < SIZE_GOAL_BYTES;
        return isGood && lacking == 0 && measured.failed() == 0 ? 0 : 1;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
