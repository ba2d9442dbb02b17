package io.groundswell.benchmarks.dispatch;

import io.groundswell.benchmarks.ProcessUsage;
import io.groundswell.benchmarks.dispatch.Packets.Invocation;
import io.groundswell.benchmarks.dispatch.Packets.Kind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many events one dispatcher records and delivers in a second. The handler is the function's; DynamoDB and nodes are
 * stand-ins in another process, loopback HTTP, with a latency. Every event is looked for by its number, in what was recorded and
 * in what each node got.
 */
@Command(
        name = "benchmarks/dispatcher",
        description =
                "Measures what one dispatcher records and delivers in a second, or with --fan-out one invocation.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class DispatcherRun implements Callable<Integer> {
    private static final int GOAL = 100_000;

    @Option(names = "--events", description = "How many, 1000 to 5000000.")
    private int events = 1_000_000;

    @Option(names = "--warm-up-events", description = "How many before, of the same.")
    private int warmUpEvents = 2_000_000;

    @Option(names = "--kind", description = "comments or likes.")
    private Kind kind = Kind.COMMENTS;

    @Option(names = "--concurrency", description = "Invocations at a time; a Lambda environment runs one.")
    private int concurrency = 4;

    @Option(names = "--nodes", description = "Stand-ins, all with viewers of every topic.")
    private int nodes = 2;

    @Option(names = "--topics", description = "How many packets take turns.")
    private int topics = 20;

    @Option(names = "--packet-bytes", description = "How large a packet is.")
    private int packetBytes = 64 << 10;

    @Option(names = "--payload", description = "Bytes of a comment as the value of data:.")
    private int payload = 120;

    @Option(names = "--latency", description = "Of every stand-in, in milliseconds.")
    private int latency = 10;

    @Option(
            names = "--inserts",
            description = "sdk: over HTTP, so that what the SDK takes counts; in_process: answered in this process.")
    private Surroundings.Inserts inserts = Surroundings.Inserts.SDK;

    @Option(names = "--fan-out", description = "Nodes of one topic; measures single invocations instead.")
    private int fanOut;

    @Option(names = "--hanging", description = "With --fan-out: nodes that never answer, in the second part.")
    private int hanging = 10;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DispatcherRun())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        return fanOut > 0 ? new FanOut(fanOut, hanging, latency).run() : rate();
    }

    private int rate() throws IOException, InterruptedException, ExecutionException {
        List<Invocation> load = new Packets(topics, packetBytes, payload).of(kind, events);
        try (Surroundings surroundings = Surroundings.start(latency, nodes, events, inserts)) {
            Crew crew = new Crew(surroundings.handler(), concurrency);
            var _ = crew.work(load, warmUpEvents);
            surroundings.clear();
            double before = ProcessUsage.of(ProcessHandle.current().pid()).cpuSeconds();
            double beforeStandIns = ProcessUsage.of(surroundings.standInsPid()).cpuSeconds();
            Crew.Result result = crew.work(load, events);
            double cpu = ProcessUsage.of(ProcessHandle.current().pid()).cpuSeconds() - before;
            double cpuStandIns = ProcessUsage.of(surroundings.standInsPid()).cpuSeconds() - beforeStandIns;
            return report(result, surroundings.counts(), cpu, cpuStandIns);
        }
    }

    private int report(Crew.Result result, Surroundings.Counts counts, double cpu, double cpuStandIns) {
        double rate = events / result.seconds();
        long lacking =
                (long) events * nodes - counts.delivered() + (kind == Kind.COMMENTS ? events - counts.recorded() : 0);
        System.out.printf(
                "%,d %s in packets of %d KB, %d topics, %d nodes, %d invocations at a time, stand-ins with %d ms,"
                        + " inserts %s%n",
                events, kind, packetBytes >> 10, topics, nodes, concurrency, latency, inserts);
        System.out.printf("events/s                  %,14.0f   (goal: %,d comments)%n", rate, GOAL);
        System.out.printf(
                "invocation ms             p50 %.1f  p99 %.1f  max %.1f%n",
                result.latency(50), result.latency(99), result.latency(100));
        System.out.printf(
                "recorded, delivered       %,14d   %,d; lacking %,d, messages failed %,d%n",
                counts.recorded(), counts.delivered(), lacking, result.failed());
        System.out.printf(
                "dispatcher CPU s          %,14.2f   (%.2f cores), %.1f µs an event%n",
                cpu, cpu / result.seconds(), cpu * 1e6 / events);
        System.out.printf(
                "stand-ins' CPU s          %,14.2f   (%.2f cores)%n", cpuStandIns, cpuStandIns / result.seconds());
        boolean good = lacking == 0 && result.failed() == 0 && (kind == Kind.LIKES || rate >= GOAL);
        return good ? 0 : 1;
    }
}
