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
        double node;
        try (NodeServer server = NodeServer.start(serverJava)) {
            node = median("node", server, headers, profile);
        }
        double bare;
        try (Server server = ServerKind.BARE.start(serverJava)) {
            bare = median("bare", server, headers, null);
        }
        System.out.printf(
                "accepted streams with an HS256 token, %,d a round behind %,d: median %.1f µs of server CPU each"
                        + " (goal: <= %.0f); the yardstick, which checks and registers nothing, takes %.1f%n",
                connections, connections * warmUpRounds, node, GOAL_MICROS, bare);
        return node <= GOAL_MICROS ? 0 : 1;
    }

    private double median(String kind, Server server, List<String> headers, @Nullable Path recording)
            throws IOException, InterruptedException, TimeoutException {
        LoadPlan oneOfEach = new LoadPlan(LoadPlan.Kind.COMMENTS, topics, topics, 1, 0, 1, 0);
        try (Clients keepers = new Clients(oneOfEach, 1)) {
            keepers.open(Clients.Opening.at(server.streamPort()));
            for (int round = 0; round < warmUpRounds; round++) {
                var _ = micros(server, headers);
            }
            if (recording != null) {
                var _ = Jcmd.ask(server.pid(), "JFR.start", "name=accept", "settings=profile");
            }
            List<Double> micros = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                micros.add(micros(server, headers));
                System.out.printf("%s, round %d: %,.1f µs of server CPU per stream%n", kind, round, micros.getLast());
            }
            if (recording != null) {
                var _ = Jcmd.ask(server.pid(), "JFR.dump", "name=accept", "filename=" + recording.toAbsolutePath());
                System.out.println("recorded: " + recording + " (jfr view hot-methods " + recording + ")");
            }
            return Medians.median(micros, Double::doubleValue);
        }
    }

    /** Opens and closes a round; what the closing takes is not measured. */
    private double micros(Server server, List<String> headers)
            throws IOException, InterruptedException, TimeoutException {
        LoadPlan plan = new LoadPlan(LoadPlan.Kind.COMMENTS, connections, topics, 1, 0, 1, 0);
        double spent;
        try (Clients clients = new Clients(plan, 1)) {
            double before = ProcessUsage.of(server.pid()).cpuSeconds();
            clients.open(Clients.Opening.at(server.streamPort(), headers::get));
            spent = ProcessUsage.of(server.pid()).cpuSeconds() - before;
        }
        Thread.sleep(SETTLE_MILLIS);
        return spent * 1e6 / connections;
    }
}
