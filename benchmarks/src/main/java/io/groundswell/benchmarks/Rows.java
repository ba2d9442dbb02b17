package io.groundswell.benchmarks;

import io.groundswell.benchmarks.Verdict.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Carries out the rows of the benchmark: in each, node and yardstick in turn under the very same load, and the medians. */
@Command(
        name = "benchmarks/rows",
        description = "Carries out rows of the benchmark, node and yardstick in turn, and says what was reached.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Rows implements Callable<Integer> {
    private static final int MOST_PAIRS = 100;

    @Option(names = "--rows", split = ",", description = "Which ones; ${COMPLETION-CANDIDATES}.")
    private List<Row> rows = List.of(Row.values());

    @Option(names = "--pairs", description = "How often node and yardstick run, 1 to 100.")
    private int pairs = 3;

    @Option(names = "--seconds", description = "Measured in each run.")
    private int seconds = 15;

    @Option(names = "--warmup", description = "Seconds before the measured ones.")
    private int warmup = 10;

    @Option(names = "--server-java", description = "An option of the servers' JVMs; may be repeated.")
    private List<String> serverJava = ServerKind.SHIPPED_OPTIONS;

    public static void main(String[] arguments) {
        int code = new CommandLine(new Rows())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        System.exit(code);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        if (pairs < 1 || pairs > MOST_PAIRS) {
            throw new IllegalArgumentException("pairs: " + pairs + " (expected: 1 to " + MOST_PAIRS + ")");
        }
        boolean reached = true;
        for (Row row : rows) {
            reached &= carryOut(row);
        }
        return reached ? 0 : 1;
    }

    private boolean carryOut(Row row) throws IOException, InterruptedException, TimeoutException {
        LoadPlan plan = row.plan(seconds, warmup);
        System.out.printf(
                "%s: %s; %d s measured after %d s, %d pairs%n", row.rowName(), row.meaning(), seconds, warmup, pairs);
        List<Pair> done = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            Outcome node = run(ServerKind.NODE, pair, plan);
            done.add(new Pair(node, run(ServerKind.BARE, pair, plan)));
        }
        Verdict verdict = Verdict.of(row.goal(), done);
        print(verdict, Medians.of(done.stream().map(Pair::bare).toList()));
        return verdict.isReached();
    }

    private Outcome run(ServerKind kind, int pair, LoadPlan plan)
            throws IOException, InterruptedException, TimeoutException {
        try (Server server = kind.start(serverJava)) {
            Outcome outcome = Run.carryOut(plan, server, 1);
            System.out.println("  " + pair + " " + line(kind.name().toLowerCase(Locale.ROOT), outcome));
            return outcome;
        }
    }

    static String line(String who, Outcome outcome) {
        Interval.Usage usage = outcome.usage();
        String wrong = outcome.wrong().all() == 0 ? "" : " " + outcome.wrong();
        String bottleneck = outcome.bottleneck().isEmpty() ? "" : "; LOAD SIDE: " + outcome.bottleneck();
        return "%-5s %s  missing %,d%s  RSS %,d MB  cores %.2f, load %.2f (%.0f %% at rest), others %.2f%s"
                .formatted(
                        who,
                        figures(Medians.of(List.of(outcome))),
                        outcome.missing(),
                        wrong,
                        usage.residentBytes() >> 20,
                        outcome.cores(usage.serverCpu()),
                        outcome.cores(usage.loadCpu()),
                        usage.clientIdle() * 100,
                        outcome.cores(usage.machineCpu() - usage.serverCpu() - usage.loadCpu()),
                        bottleneck);
    }

    private static String figures(Medians of) {
        return "%,11.0f/s  p50 %5.1f  p99 %5.1f ms  %,11.0f/CPU-s"
                .formatted(of.deliveries(), of.p50(), of.p99(), of.perCpuSecond());
    }

    private static void print(Verdict verdict, Medians bare) {
        System.out.println("  medians");
        System.out.println("    node  " + figures(verdict.node()));
        System.out.println("    bare  " + figures(bare));
        System.out.printf(
                "    of the yardstick: %.0f %% of its deliveries per CPU-second, %.0f %% of its p99%n",
                verdict.cpuRatio() * 100, verdict.p99Ratio() * 100);
        System.out.println("    goal  " + verdict.goal());
        System.out.println("    " + verdict);
    }
}
