package io.groundswell.benchmarks.api;

import io.groundswell.benchmarks.Jcmd;
import io.groundswell.benchmarks.Medians;
import io.groundswell.benchmarks.ProcessUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many likes the API accepts for each second of its processor, and how long they take at half that rate. */
@Command(
        name = "benchmarks/api",
        description = "Posts likes to an API process over a stand-in queue of 10 ms, in turn with a bare Netty server.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ApiBenchmark implements Callable<Integer> {
    private static final double GOAL_PER_CPU_SECOND = 60_000;
    /** What the goal is of the 140,000 a CPU-second that a bare server answered on the machine that it was set for. */
    private static final double GOAL_OF_YARDSTICK = GOAL_PER_CPU_SECOND / 140_000;

    private static final double GOAL_P99_MILLIS = 60;

    @Option(names = "--members", description = "Each with an HS256 token of its own.")
    private int members = 10_000;

    @Option(
            names = "--topics",
            description = "That the likes are spread over; several values are run one after another.")
    private List<Integer> topics = List.of(1_000, 1);

    @Option(names = "--connections", description = "Keep-alive connections, each with one request at a time.")
    private int connections = 2_000;

    @Option(names = "--warmup-seconds", description = "Before each measured run of a new process.")
    private int warmUpSeconds = 60;

    @Option(names = "--seconds", description = "Measured, of each run.")
    private int seconds = 10;

    @Option(names = "--pairs", description = "Of API and yardstick, at least 1.")
    private int pairs = 3;

    @Option(names = "--processor", description = "That the server has for itself; the load should run on another.")
    private int processor = 0;

    @Option(names = "--profile", description = "A file for a recording of the API's measured run (JFR).")
    private @Nullable Path profile;

    @Option(names = "--server-java", description = "An option of the server's JVM; may be repeated.")
    private List<String> serverJava = List.of("-Xmx1g", "-XX:+UseParallelGC");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ApiBenchmark()).execute(arguments));
    }

    /**
     * @param p50 of the run at half the rate, and so is p99; milliseconds
     */
    private record Run(double perSecond, double perCpuSecond, double halfRate, double p50, double p99) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean reached = true;
        for (int each : topics) {
            reached &= compare(each);
        }
        return reached ? 0 : 1;
    }

    private boolean compare(int over) throws IOException, InterruptedException {
        LikeRequests requests = new LikeRequests(members, over, ApiTarget::token);
        List<Run> api = new ArrayList<>();
        List<Run> bare = new ArrayList<>();
        for (int pair = 1; pair <= pairs; pair++) {
            api.add(run(ApiTarget.Kind.API, requests, over));
            bare.add(run(ApiTarget.Kind.BARE, requests, over));
        }
        double perCpuSecond = Medians.median(api, Run::perCpuSecond);
        double bareSecond = Medians.median(bare, Run::perCpuSecond);
        double ofYardstick = perCpuSecond / bareSecond;
        double p99 = Medians.median(api, Run::p99);
        boolean reached =
                (perCpuSecond >= GOAL_PER_CPU_SECOND || ofYardstick >= GOAL_OF_YARDSTICK) && p99 < GOAL_P99_MILLIS;
        System.out.printf(
                "likes over %,d topics, %,d members, %,d connections; medians of %d:%n    API   %,8.0f accepted per"
                        + " CPU-second (goal: >= %,.0f); at half that rate p50 %.1f, p99 %.1f ms (goal: < %.0f)%n    bare "
                        + " %,8.0f answered per CPU-second: the API has %.0f %% of it (goal: >= %.0f %% instead)%n   "
                        + " %s%n",
                over,
                members,
                connections,
                pairs,
                perCpuSecond,
                GOAL_PER_CPU_SECOND,
                Medians.median(api, Run::p50),
                p99,
                GOAL_P99_MILLIS,
                bareSecond,
                100 * ofYardstick,
                100 * GOAL_OF_YARDSTICK,
                reached ? "reached" : "NOT REACHED");
        return reached;
    }

    private Run run(ApiTarget.Kind kind, LikeRequests requests, int over) throws IOException, InterruptedException {
        try (ApiTarget target = ApiTarget.start(kind, processor, serverJava);
                LikeLoad load = new LikeLoad(requests)) {
            load.open(target.port(), connections);
            load.start(0);
            Thread.sleep(warmUpSeconds * 1_000L);
            Window closed = window(target, load, kind);
            load.stop(500);
            double half = closed.perCpuSecond() / 2;
            load.start(half);
            Thread.sleep(2_000);
            Window open = window(target, load, ApiTarget.Kind.BARE);
            load.stop(200);
            Run run = new Run(
                    closed.perSecond(), closed.perCpuSecond(), open.perSecond(), open.millis(50), open.millis(99));
            System.out.printf(
                    "%-4s %,6d topics: %,8.0f/s with %.2f cores, %,8.0f per CPU-second, %,d not accepted; at %,.0f/s"
                            + " p50 %.1f, p99 %.1f ms, %,d not accepted%n",
                    kind.name().toLowerCase(Locale.ROOT),
                    over,
                    run.perSecond(),
                    run.perSecond() / run.perCpuSecond(),
                    run.perCpuSecond(),
                    closed.seen().refused(),
                    run.halfRate(),
                    run.p50(),
                    run.p99(),
                    open.seen().refused());
            return run;
        }
    }

    /** What a stretch of time brought. */
    private record Window(LikeLoad.Seen seen, double seconds, double cpuSeconds) {
        double perSecond() {
            return seen.accepted() / seconds;
        }

        double perCpuSecond() {
            return seen.accepted() / cpuSeconds;
        }

        double millis(double percentile) {
            return seen.latency().getValueAtPercentile(percentile) / 1e3;
        }
    }

    private Window window(ApiTarget target, LikeLoad load, ApiTarget.Kind profiled)
            throws IOException, InterruptedException {
        boolean recording = profile != null && profiled == ApiTarget.Kind.API;
        if (recording) {
            var _ = Jcmd.ask(target.pid(), "JFR.start", "name=api", "settings=profile");
        }
        var _ = load.look();
        double cpu = ProcessUsage.of(target.pid()).cpuSeconds();
        long begun = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        LikeLoad.Seen seen = load.look();
        double took = (System.nanoTime() - begun) / 1e9;
        Window window = new Window(seen, took, ProcessUsage.of(target.pid()).cpuSeconds() - cpu);
        if (recording && profile != null) {
            var _ = Jcmd.ask(target.pid(), "JFR.dump", "name=api", "filename=" + profile.toAbsolutePath());
            var _ = Jcmd.ask(target.pid(), "JFR.stop", "name=api");
        }
        return window;
    }
}
