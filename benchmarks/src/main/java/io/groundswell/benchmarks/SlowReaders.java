package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares what fast viewers of a topic get without and with slow readers of the same one, in turn, each in a new node. */
@Command(
        name = "benchmarks/slow-readers",
        description = "What readers of 1 byte a second cost the fast ones, and what becomes of them.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class SlowReaders implements Callable<Integer> {
    private static final int MOST_PAIRS = 100;
    private static final int MOST_SLOW = 1_000;
    private static final int PAYLOAD = 120;

    @Option(names = "--slow", split = ",", description = "How many slow readers, each 1 to 1000.")
    private List<Integer> slow = List.of(1, 100);

    @Option(names = "--pairs", description = "How often it runs without and with them, 1 to 100.")
    private int pairs = 5;

    @Option(names = "--connections", description = "Fast ones, 1 to 18000.")
    private int connections = 10_000;

    @Option(names = "--rate", description = "Comments a second.")
    private double rate = 100;

    @Option(names = "--seconds", description = "Measured in each run.")
    private int seconds = 10;

    @Option(names = "--warmup", description = "Seconds before the measured ones.")
    private int warmup = 8;

    @Option(names = "--server-java", description = "An option of the nodes' JVMs; may be repeated.")
    private List<String> serverJava = ServerKind.SHIPPED_OPTIONS;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SlowReaders()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        requireRange("pairs", pairs, MOST_PAIRS);
        slow.forEach(count -> requireRange("slow", count, MOST_SLOW));
        LoadPlan plan = new LoadPlan(LoadPlan.Kind.COMMENTS, connections, 1, rate, PAYLOAD, seconds, warmup);
        boolean reached = true;
        for (int count : slow) {
            reached &= compare(plan, count);
        }
        return reached ? 0 : 1;
    }

    private static void requireRange(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 1 to " + most + ")");
        }
    }

    private boolean compare(LoadPlan plan, int count) throws IOException, InterruptedException, TimeoutException {
        System.out.printf(
                "%,d slow readers among %,d viewers of one video, %,.1f comments/s; %d s measured after %d s, %d"
                        + " pairs%n",
                count, connections, rate, seconds, warmup, pairs);
        List<SlowVerdict.Pair> done = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            Outcome without = run(plan, pair, 0);
            done.add(new SlowVerdict.Pair(without, run(plan, pair, count)));
        }
        SlowVerdict verdict = SlowVerdict.of(done);
        print(done, verdict);
        return verdict.isReached();
    }

    /** What is read of the node and the kernel while all streams are still open. */
    private record Seen(NodeMetrics metrics, SlowClients.Fate fate) {}

    private Outcome run(LoadPlan plan, int pair, int count) throws IOException, InterruptedException, TimeoutException {
        List<Seen> seen = new ArrayList<>();
        try (NodeServer node = NodeServer.start(serverJava);
                SlowClients clients = SlowClients.open(count, node.streamPort())) {
            Outcome outcome = Run.carryOut(
                    plan, node, 1, () -> seen.add(new Seen(node.metrics(), clients.fate(node.streamPort()))));
            System.out.println("  " + pair + " " + Rows.line(count == 0 ? "none" : "slow", outcome));
            print(seen.getFirst());
            return outcome;
        }
    }

    private static void print(Seen seen) {
        SlowClients.Fate fate = seen.fate();
        Map<String, Long> ended = seen.metrics().ended();
        if (fate.open() + fate.gone() > 0) {
            System.out.printf(
                    "      slow ones: %,d connected, %,d ended, %,d bytes read; send queues %,d KB, the longest %,d"
                            + " KB%n",
                    fate.open(), fate.gone(), fate.bytesRead(), fate.sendQueues() >> 10, fate.longestQueue() >> 10);
        }
        System.out.printf(
                "      pinned by slow connections: %,d KB; ended by the node: %s%n",
                seen.metrics().pinnedBytes() >> 10, ended.isEmpty() ? "none" : ended);
    }

    private static void print(List<SlowVerdict.Pair> pairs, SlowVerdict verdict) {
        System.out.println("  medians");
        System.out.printf(
                "    without  %s%n",
                figures(pairs.stream().map(SlowVerdict.Pair::without).toList()));
        System.out.printf(
                "    with     %s%n",
                figures(pairs.stream().map(SlowVerdict.Pair::with).toList()));
        System.out.printf(
                "    p99 differs by %+.1f ms (%+.1f %%); spread of the runs without: %.1f ms%n",
                verdict.with() - verdict.without(), verdict.difference() * 100, verdict.spread());
        System.out.println("    " + verdict);
    }

    private static String figures(List<Outcome> runs) {
        Medians medians = Medians.of(runs);
        return "p50 %5.1f  p99 %5.1f ms  RSS %,.0f MB"
                .formatted(
                        medians.p50(),
                        medians.p99(),
                        Medians.median(runs, run -> run.usage().residentBytes()) / (1 << 20));
    }
}
