package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Two storms on one fleet of two nodes: clients that all connect within one second, and the same ones that lose their node at
 * once and come back to the other one. A client is served once its stream is open and it has had a comment of its topic.
 */
@Command(
        name = "benchmarks/storm",
        description = "Clients that come at once, and that lose their node at once.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Storm implements Callable<Integer> {
    private static final double GOAL_SECONDS = 10;
    private static final long GOAL_WRITES = 1_000;
    private static final long LONGEST_SECONDS = 60;
    private static final long AFTERMATH_MILLIS = 5_000;

    @Option(names = "--connections", description = "1 to 18000.")
    private int connections = 10_000;

    @Option(names = "--topics", description = "1 to the number of connections.")
    private int topics = 10;

    @Option(names = "--server-java", description = "An option of the nodes' JVMs; may be repeated.")
    private List<String> serverJava = ServerKind.SHIPPED_OPTIONS;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Storm()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        LoadPlan plan = new LoadPlan(LoadPlan.Kind.COMMENTS, connections, topics, topics, 120, 1, 0);
        try (Tables tables = Tables.startCounting();
                NodeServer first = NodeServer.start("node-1", tables, serverJava);
                NodeServer second = NodeServer.start("node-2", tables, serverJava);
                Clients clients = new Clients(plan, 1);
                Clients again = new Clients(plan, 1)) {
            Clients.Opening arrival = Clients.Opening.withinASecond(first.streamPort(), connections);
            boolean served = storm("connected within a second", tables, first, clients, arrival, plan);
            clients.close();
            List<String> ids = clients.openIds();
            IntFunction<String> lastSeen = number -> "Last-Event-ID: " + ids.get(number) + "\r\n";
            first.kill();
            Clients.Opening flight = Clients.Opening.at(second.streamPort(), lastSeen);
            boolean servedAgain = storm("lost their node at once", tables, second, again, flight, plan);
            return served && servedAgain ? 0 : 1;
        }
    }

    private boolean storm(
            String what, Tables tables, NodeServer node, Clients clients, Clients.Opening opening, LoadPlan plan)
            throws IOException, InterruptedException, TimeoutException {
        long writesBefore = tables.registryWrites();
        double cpuBefore = ProcessUsage.of(node.pid()).cpuSeconds();
        long begun = System.nanoTime();
        clients.open(opening);
        double open = secondsSince(begun);
        clients.begin(System.nanoTime());
        try (Publisher.Sink sink = node.sink(plan)) {
            sink.send(0, plan.events());
        }
        clients.await(() -> clients.delivered() >= plan.deliveries(), LONGEST_SECONDS);
        double served = secondsSince(begun);
        double cpu = ProcessUsage.of(node.pid()).cpuSeconds() - cpuBefore;
        Thread.sleep(AFTERMATH_MILLIS);
        long writes = tables.registryWrites() - writesBefore;
        clients.close();
        Histogram openings = clients.histogram(tally -> tally.openings);
        System.out.printf("%,d clients on %,d topics %s%n", connections, topics, what);
        System.out.printf(
                "  all open after %.1f s, all served after %.1f s (goal: <= %.0f)%n", open, served, GOAL_SECONDS);
        System.out.printf(
                "  from connect to the first event: p50 %.0f  p99 %.0f  max %.0f ms%n",
                openings.getValueAtPercentile(50) / 1e3,
                openings.getValueAtPercentile(99) / 1e3,
                openings.getMaxValue() / 1e3);
        System.out.printf(
                "  registry writes, %d s longer: %,d (goal: < %,d)%n", AFTERMATH_MILLIS / 1_000, writes, GOAL_WRITES);
        System.out.printf("  node's CPU: %.2f s; wrong: %s%n", cpu, clients.wrong());
        return served <= GOAL_SECONDS && writes < GOAL_WRITES && clients.wrong().all() == 0;
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
