package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A closed, bounded load run on the loopback: starts one server in a process of its own, opens connections to it, publishes on
 * a fixed schedule, checks by number that nothing is missing on any connection, and prints what the run took. Latency counts
 * from the intended time of each event, so a server or publisher that falls behind does not look fast.
 *
 * <pre>
 * mvn -B -q -pl benchmarks -am -DskipTests package
 * benchmarks/run --connections 10000 --topics 1 --rate 100 --kind likes --seconds 60
 * </pre>
 */
@Command(
        name = "benchmarks/run",
        description = "Loads one server and says what that took.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class LoadRun implements Callable<Integer> {
    @Option(names = "--server", description = "${COMPLETION-CANDIDATES}: a node as it ships, or the yardstick.")
    private ServerKind server = ServerKind.NODE;

    @Option(names = "--connections", description = "1 to 18000.")
    private int connections = 10_000;

    @Option(names = "--topics", description = "1 to the number of connections.")
    private int topics = 10;

    @Option(names = "--rate", description = "Events a second, over all topics.")
    private double rate = 140;

    @Option(names = "--kind", description = "${COMPLETION-CANDIDATES}.")
    private LoadPlan.Kind kind = LoadPlan.Kind.COMMENTS;

    @Option(names = "--payload", description = "Bytes of a comment's data: value, at least as many as it needs.")
    private int payload = 120;

    @Option(names = "--seconds", description = "Measured.")
    private int seconds = 15;

    @Option(names = "--warmup", description = "Seconds before the measured ones.")
    private int warmup = 10;

    @Option(names = "--client-loops", description = "Threads that read.")
    private int clientLoops = 1;

    @Option(names = "--server-java", description = "An option of the server's JVM; may be repeated.")
    private List<String> serverJava = ServerKind.SHIPPED_OPTIONS;

    public static void main(String[] arguments) {
        int code = new CommandLine(new LoadRun())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        System.exit(code);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        LoadPlan plan = new LoadPlan(kind, connections, topics, rate, payload, seconds, warmup);
        try (Server started = server.start(serverJava)) {
            Outcome outcome = Run.carryOut(plan, started, clientLoops);
            new Report(outcome).print(System.out);
            return outcome.isClean() ? 0 : 1;
        }
    }
}
