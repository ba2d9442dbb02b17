package io.groundswell.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The viewers of one node, in a process of their own, since one holds fewer than 20,000 sockets. Arguments: the node's port
 * and process id, then the plan's connections, topics, rate, payload, seconds and warm-up. It says {@code open} once all
 * streams are, is told {@code begin} and when (the clock of {@link System#nanoTime} is the machine's), and says at the end
 * what came of it. Its end is the end of its input.
 */
final class LoadProcess {
    private static final long DRAIN_SECONDS = 20;

    private final int port;
    private final long node;
    private final LoadPlan plan;
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private LoadProcess(String[] arguments) {
        port = Integer.parseInt(arguments[0]);
        node = Long.parseLong(arguments[1]);
        plan = new LoadPlan(
                LoadPlan.Kind.COMMENTS,
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Double.parseDouble(arguments[4]),
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]),
                Integer.parseInt(arguments[7]));
    }

    static String[] arguments(int port, long node, LoadPlan plan) {
        return new String[] {
            Integer.toString(port),
            Long.toString(node),
            Integer.toString(plan.connections()),
            Integer.toString(plan.topics()),
            Double.toString(plan.rate()),
            Integer.toString(plan.payload()),
            Integer.toString(plan.seconds()),
            Integer.toString(plan.warmup())
        };
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, TimeoutException {
        new LoadProcess(arguments).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException, TimeoutException {
        try (Clients clients = new Clients(plan, 1)) {
            System.out.println("ready");
            var _ = line("open");
            clients.open(Clients.Opening.gently(port, plan.topics()));
            System.out.println("open");
            long begin = Long.parseLong(line("begin"));
            clients.begin(begin);
            Interval interval = Interval.measure(plan, begin, node, clients);
            Interval.Usage usage = interval.await();
            awaitEnd(begin);
            drain(clients);
            clients.close();
            System.out.println(LoadResult.of(usage, clients).toLine());
        }
    }

    private String line(String word) throws IOException {
        String line = in.readLine();
        if (line == null || !line.startsWith(word)) {
            throw new IOException("input: " + line + " (expected: " + word + ")");
        }
        return line.substring(word.length()).strip();
    }

    private void awaitEnd(long begin) throws InterruptedException {
        long end = begin + plan.intended(plan.events());
        TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
    }

    private void drain(Clients clients) throws InterruptedException {
        try {
            clients.await(() -> clients.delivered() >= plan.deliveries(), DRAIN_SECONDS);
        } catch (TimeoutException e) {
            System.err.println(e.getMessage());
        }
    }
}
