package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What an idle connection holds in a node: so many of them against none. */
@Command(
        name = "benchmarks/idle",
        description = "Measures what an idle connection holds in a node's memory.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class IdleMemory implements Callable<Integer> {
    private static final long GOAL = 4_096;
    private static final int WARM_UP = 1_000;
    private static final int CLASSES = 15;
    private static final long SETTLE_MILLIS = 5_000;

    @Option(names = "--connections", description = "1 to 18000.")
    private int connections = 15_000;

    @Option(names = "--topics", description = "1 to the number of connections.")
    private int topics = 100;

    @Option(names = "--server-java", description = "An option of the node's JVM; may be repeated.")
    private List<String> serverJava = ServerKind.SHIPPED_OPTIONS;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new IdleMemory()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        List<String> options = new ArrayList<>(serverJava);
        options.add("-XX:NativeMemoryTracking=summary");
        try (NodeServer node = NodeServer.start(options)) {
            var _ = measure(node, Math.min(WARM_UP, connections));
            MemoryReading none = settled(node);
            MemoryReading all = measure(node, connections);
            print(none, all);
            return all.all() - none.all() <= GOAL * connections ? 0 : 1;
        }
    }

    private MemoryReading measure(NodeServer node, int count)
            throws IOException, InterruptedException, TimeoutException {
        LoadPlan plan = new LoadPlan(LoadPlan.Kind.COMMENTS, count, Math.min(topics, count), 1, 0, 1, 0);
        try (Clients clients = new Clients(plan, 1)) {
            clients.open(Clients.Opening.at(node.streamPort()));
            MemoryReading reading = settled(node);
            long ended = clients.sum(tally -> tally.ended.get());
            if (ended > 0) {
                throw new IllegalStateException("streams: " + ended + " ended (expected: all open)");
            }
            return reading;
        }
    }

    /** Behind what opening and closing leave under way. */
    private static MemoryReading settled(NodeServer node) throws IOException, InterruptedException {
        Thread.sleep(SETTLE_MILLIS);
        return MemoryReading.take(node.pid());
    }

    private void print(MemoryReading none, MemoryReading all) {
        System.out.printf("idle connections: %,d over %,d topics, against none%n", connections, topics);
        System.out.printf("%-32s %14s %14s %14s%n", "bytes", "none", "all", "per connection");
        line("live heap after a full GC", none.liveHeap(), all.liveHeap());
        line("direct buffers (NMT Other)", none.direct(), all.direct());
        line("other native memory (NMT)", none.otherNative(), all.otherNative());
        line("together", none.all(), all.all());
        line("RSS, beside it", none.resident(), all.resident());
        System.out.printf("goal: <= %,d bytes per connection%n", GOAL);
        System.out.println("native categories that grew, per connection:");
        all.categories().forEach((name, bytes) -> {
            long grown = bytes - none.categories().getOrDefault(name, 0L);
            if (Math.abs(grown) >= connections) {
                System.out.printf("%,14.0f  %s%n", (double) grown / connections, name);
            }
        });
        System.out.println("classes that grew most, per connection:");
        grown(none, all)
                .forEach(each ->
                        System.out.printf("%,14.0f  %s%n", (double) each.getValue() / connections, each.getKey()));
    }

    private void line(String name, long none, long all) {
        System.out.printf("%-32s %,14d %,14d %,14.0f%n", name, none, all, (double) (all - none) / connections);
    }

    private static List<Map.Entry<String, Long>> grown(MemoryReading none, MemoryReading all) {
        return all.classes().entrySet().stream()
                .map(each -> Map.entry(
                        each.getKey(), each.getValue() - none.classes().getOrDefault(each.getKey(), 0L)))
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> each) -> each.getValue())
                        .reversed())
                .limit(CLASSES)
                .toList();
    }
}
