package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many connections over several nodes, each with a load process of its own: held for minutes under a steady load. */
@Command(
        name = "benchmarks/fleet",
        description = "Holds many connections over several nodes under a steady load.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class FleetRun implements Callable<Integer> {
    private static final int PAYLOAD = 120;
    private static final long BEGIN_NANOS = TimeUnit.SECONDS.toNanos(2);

    @Option(names = "--connections", description = "Over all nodes; up to 18000 each.")
    private int connections = 100_000;

    @Option(names = "--nodes", description = "Node processes, and as many load processes.")
    private int nodes = 6;

    @Option(names = "--topics", description = "1 to the connections of a node.")
    private int topics = 100;

    @Option(
            names = "--rate",
            description = "Comments a second over all topics; each is read by connections/topics viewers: 100 make"
                    + " 100,000 deliveries a second of 100,000 connections, 1000 a million.")
    private double rate = 100;

    @Option(names = "--seconds", description = "Measured.")
    private int seconds = 30;

    @Option(names = "--warmup", description = "Seconds before the measured ones.")
    private int warmup = 10;

    @Option(names = "--server", description = "${COMPLETION-CANDIDATES}; a bare one is the machine's yardstick.")
    private ServerKind server = ServerKind.NODE;

    @Option(names = "--server-java", description = "An option of the nodes' JVMs; may be repeated.")
    private List<String> serverJava = ServerKind.SHIPPED_OPTIONS;

    @Option(names = "--load-java", description = "An option of the load processes' JVMs; may be repeated.")
    private List<String> loadJava = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private final List<Server> servers = new ArrayList<>();
    private final List<ChildJvm> loads = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FleetRun())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadPlan plan =
                new LoadPlan(LoadPlan.Kind.COMMENTS, connections / nodes, topics, rate, PAYLOAD, seconds, warmup);
        try (Tables tables = Tables.start()) {
            for (int number = 1; number <= nodes; number++) {
                servers.add(
                        server == ServerKind.NODE
                                ? NodeServer.start("node-" + number, tables, serverJava)
                                : server.start(serverJava));
            }
            openAll(plan);
            Outcome outcome = load(plan);
            print(outcome);
            return outcome.isClean() ? 0 : 1;
        } finally {
            loads.forEach(ChildJvm::close);
            servers.forEach(Server::close);
        }
    }

    /**
     * The JVMs are started one after the other, since so many would not all start within their time; then all open their streams at
     * once, as a balancer would spread them: a node far above the others would send some away.
     */
    private void openAll(LoadPlan plan) throws IOException {
        for (Server one : servers) {
            ChildJvm load = ChildJvm.startTalking(
                    LoadProcess.class,
                    loadJava,
                    Arrays.asList(LoadProcess.arguments(one.streamPort(), one.pid(), plan)));
            loads.add(load);
            var _ = load.hear();
        }
        long begun = System.nanoTime();
        for (ChildJvm load : loads) {
            load.say("open");
        }
        for (ChildJvm load : loads) {
            var _ = load.hear();
        }
        System.out.printf(
                "%,d streams over %d nodes opened in %.1f s%n",
                plan.connections() * nodes, nodes, (System.nanoTime() - begun) / 1e9);
    }

    private Outcome load(LoadPlan plan) throws IOException, InterruptedException {
        long begin = System.nanoTime() + BEGIN_NANOS;
        for (ChildJvm load : loads) {
            load.say("begin " + begin);
        }
        List<Long> pids = new ArrayList<>(servers.stream().map(Server::pid).toList());
        pids.addAll(loads.stream().map(ChildJvm::pid).toList());
        List<Publisher.Sink> sinks = new ArrayList<>();
        for (Server one : servers) {
            sinks.add(one.sink(plan));
        }
        Publisher publisher;
        try (Publisher.Sink sink = new FanOutSink(sinks);
                MemoryWatch watch = MemoryWatch.start(pids, nodes, plan.warmup() + plan.seconds())) {
            publisher = Publisher.steady(plan, sink);
            publisher.run(begin);
        }
        List<LoadResult> results = new ArrayList<>();
        for (ChildJvm load : loads) {
            results.add(LoadResult.parse(load.hear()));
        }
        return LoadResult.together(plan, results, publisher.mostLag());
    }

    private void print(Outcome outcome) {
        System.out.printf(
                "%,d connections on %d servers (%s), %,d topics, %,.1f comments/s, %d s%n",
                outcome.plan().connections() * nodes, nodes, server, topics, rate, seconds);
        new Report(outcome).printFigures(System.out);
    }
}
