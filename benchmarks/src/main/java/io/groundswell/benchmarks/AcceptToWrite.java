package io.groundswell.benchmarks;

import io.groundswell.benchmarks.Backstage.Services;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a like takes from its acceptance by the API to the viewers of its video, on the local stack: API, two nodes, and the
 * embedded services with the dispatcher are a process each, the load is another.
 */
@Command(
        name = "benchmarks/accept-to-write",
        description = "Likes posted to the API, and when the viewers of their video get them.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class AcceptToWrite implements Callable<Integer> {
    private static final String VIDEO = "latency";
    private static final long LONGEST_SETTLING_SECONDS = 60;
    private static final List<Goal> GOALS = List.of(new Goal(50, 20, 12), new Goal(90, 40, 25), new Goal(99, 75, 50));

    @Option(names = "--connections", description = "Viewers, half of them at each node; 1 to 18000.")
    private int connections = 1_000;

    @Option(names = "--rate", description = "Likes a second.")
    private double rate = 200;

    @Option(names = "--seconds", description = "Measured.")
    private int seconds = 30;

    @Option(names = "--warmup", description = "Seconds before the measured ones, under the same load.")
    private int warmup = 20;

    @Option(names = "--no-goal", description = "Only report.")
    private boolean withoutGoal;

    @Option(names = "--node-java", description = "An option of the nodes' JVMs; may be repeated.")
    private List<String> nodeJava = ServerKind.SHIPPED_OPTIONS;

    @Option(names = "--api-java", description = "An option of the API's JVM; may be repeated.")
    private List<String> apiJava = locally("-Xmx512m");

    @Option(
            names = "--services-java",
            description = "An option of the JVM of services and dispatcher; may be repeated.")
    private List<String> servicesJava = locally("-Xmx1g");

    /**
     * What to reach at a percentile.
     *
     * @param millis at most
     * @param overQueue or so much more than the queue itself takes, in milliseconds, where that is more
     */
    private record Goal(double percentile, double millis, double overQueue) {
        double over(Histogram queue) {
            return Math.max(millis, queue.getValueAtPercentile(percentile) / 1e3 + overQueue);
        }
    }

    /** As {@code ./groundswell up} runs them: other compilers and collectors take of two processors what the likes need. */
    private static List<String> locally(String heap) {
        return List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AcceptToWrite()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        try (ChildJvm backstage = ChildJvm.startTalking(Backstage.class, servicesJava, List.of())) {
            Services services = Services.heardFrom(backstage);
            try (ApiServer api = ApiServer.start(services, apiJava);
                    NodeServer one = NodeServer.start("node-1", services.environment(), nodeJava);
                    NodeServer two = NodeServer.start("node-2", services.environment(), nodeJava);
                    StampedViewers viewers = new StampedViewers();
                    QueueProbe probe = new QueueProbe(services);
                    Likers likers = new Likers(api.address(), VIDEO)) {
                viewers.open(List.of(one.streamPort(), two.streamPort()), connections, VIDEO);
                probe.start();
                likers.post(rate, warmup);
                likers.begin();
                probe.begin();
                viewers.measure(true);
                Cpu cpu = Cpu.begin(backstage.pid(), api.pid(), one.pid(), two.pid());
                likers.post(rate, seconds);
                viewers.measure(false);
                String used = cpu.end();
                viewers.awaitTotal(likers.accepted(), LONGEST_SETTLING_SECONDS);
                return report(viewers, likers, probe, used) ? 0 : 1;
            }
        }
    }

    /** Returns whether the goals are reached and nothing went wrong. */
    private boolean report(StampedViewers viewers, Likers likers, QueueProbe probe, String used) {
        Histogram times = viewers.times();
        Histogram queue = probe.times();
        System.out.printf(
                "accept to write: %,d viewers of one video on 2 nodes, %,.0f likes/s posted to the API; %d s measured"
                        + " after %d s%n",
                connections, rate, seconds, warmup);
        System.out.printf(
                "  %,d accepted, %,d not, %,d streams ended; every viewer looked at was told of all%n",
                likers.accepted(), likers.others(), viewers.ended());
        line("the API's answer", likers.answers());
        line("the queue alone, send to receive", queue);
        line("acceptance to a viewer's read", times);
        System.out.println("  cores: " + used);
        boolean clean = likers.others() == 0 && viewers.ended() == 0;
        if (times.getTotalCount() == 0) {
            System.out.println("  NOT REACHED: no frame came while it was measured");
            return false;
        }
        long missed = withoutGoal
                ? 0
                : GOALS.stream().filter(goal -> !isReached(goal, times, queue)).count();
        return clean && missed == 0;
    }

    private static boolean isReached(Goal goal, Histogram times, Histogram queue) {
        double got = times.getValueAtPercentile(goal.percentile()) / 1e3;
        boolean reached = got <= goal.over(queue);
        System.out.printf(
                "  p%.0f %.1f ms, goal %.1f ms: %s%n",
                goal.percentile(), got, goal.over(queue), reached ? "reached" : "NOT REACHED");
        return reached;
    }

    private static void line(String what, Histogram micros) {
        System.out.printf(
                "  %-33s p50 %6.1f  p90 %6.1f  p99 %6.1f  max %6.1f ms  (%,d)%n",
                what,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3,
                micros.getTotalCount());
    }

    /** What the processes take of the processors between two moments. */
    private record Cpu(long begun, double machine, List<Long> pids, List<Double> before) {
        static Cpu begin(Long... pids) throws IOException {
            return new Cpu(System.nanoTime(), ProcessUsage.machineCpuSeconds(), List.of(pids), seconds(List.of(pids)));
        }

        private static List<Double> seconds(List<Long> pids) throws IOException {
            List<Double> seconds = new java.util.ArrayList<>();
            for (long pid : pids) {
                seconds.add(ProcessUsage.of(pid).cpuSeconds());
            }
            seconds.add(ProcessUsage.of(ProcessHandle.current().pid()).cpuSeconds());
            return seconds;
        }

        String end() throws IOException {
            double passed = (System.nanoTime() - begun) / 1e9;
            List<Double> after = seconds(pids);
            List<String> names = List.of("services and dispatcher", "API", "node 1", "node 2", "load");
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < names.size(); i++) {
                line.append("%s %.2f, ".formatted(names.get(i), (after.get(i) - before.get(i)) / passed));
            }
            return line + "machine %.2f".formatted((ProcessUsage.machineCpuSeconds() - machine) / passed);
        }
    }
}
