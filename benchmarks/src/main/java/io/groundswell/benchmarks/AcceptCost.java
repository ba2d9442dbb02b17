package io.groundswell.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a node's processors spend to accept a stream: connected, its HS256 token checked, registered, opened. Each topic keeps
 * one viewer throughout, so that no topic is new to the node again and again.
 */
@Command(
        name = "benchmarks/accept",
        description = "Measures the CPU time that a node takes to accept a stream.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class AcceptCost implements Callable<Integer> {
    private static final double GOAL_MICROS = 80;
    private static final long SETTLE_MILLIS = 3_000;

    @Option(names = "--connections", description = "Opened in a round, 1 to 18000.")
    private int connections = 5_000;

    @Option(names = "--topics", description = "1 to the number of connections.")
    private int topics = 10;

    @Option(names = "--warmup-rounds", description = "Rounds before the measured ones.")
    private int warmUpRounds = 20;

    @Option(names = "--rounds", description = "Measured ones, at least 1.")
    private int rounds = 5;

    @Option(names = "--profile", description = "A file for a recording of the measured rounds (JFR).")
    private @Nullable Path profile;

    @Option(names = "--server-java", description = "An option of the node's JVM; may be repeated.")
    private List<String> serverJava = ServerKind.SHIPPED_OPTIONS;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AcceptCost()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        List<String> headers = new ArrayList<>();
        for (int number = 0; number < connections; number++) {
            headers.add(NodeServer.authorization(number));
        }
        LoadPlan oneOfEach = new LoadPlan(LoadPlan.Kind.COMMENTS, topics, topics, 1, 0, 1, 0);
        try (NodeServer node = NodeServer.start(serverJava);
                Clients keepers = new Clients(oneOfEach, 1)) {
            keepers.open(Clients.Opening.at(node.streamPort()));
            for (int round = 0; round < warmUpRounds; round++) {
                var _ = micros(node, headers);
            }
            startProfile(node);
            List<Double> micros = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                micros.add(micros(node, headers));
                System.out.printf("round %d: %,.1f µs of server CPU per stream%n", round, micros.getLast());
            }
            endProfile(node);
            double median = Medians.median(micros, Double::doubleValue);
            System.out.printf(
                    "accepted streams with an HS256 token, %,d a round behind %,d: median %.1f µs of server CPU each"
                            + " (goal: <= %.0f)%n",
                    connections, connections * warmUpRounds, median, GOAL_MICROS);
            return median <= GOAL_MICROS ? 0 : 1;
        }
    }

    /** Opens and closes a round; what the closing takes is not measured. */
    private double micros(NodeServer node, List<String> headers)
            throws IOException, InterruptedException, TimeoutException {
        LoadPlan plan = new LoadPlan(LoadPlan.Kind.COMMENTS, connections, topics, 1, 0, 1, 0);
        double spent;
        try (Clients clients = new Clients(plan, 1)) {
            double before = ProcessUsage.of(node.pid()).cpuSeconds();
            clients.open(new Clients.Opening(node.streamPort(), headers::get, 0));
            spent = ProcessUsage.of(node.pid()).cpuSeconds() - before;
        }
        Thread.sleep(SETTLE_MILLIS);
        return spent * 1e6 / connections;
    }

    private void startProfile(NodeServer node) throws IOException, InterruptedException {
        if (profile != null) {
            var _ = Jcmd.ask(node.pid(), "JFR.start", "name=accept", "settings=profile");
        }
    }

    private void endProfile(NodeServer node) throws IOException, InterruptedException {
        if (profile != null) {
            var _ = Jcmd.ask(node.pid(), "JFR.dump", "name=accept", "filename=" + profile.toAbsolutePath());
            System.out.println("recorded: " + profile + " (jfr view hot-methods " + profile + ")");
        }
    }
}
