package io.groundswell.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Carries one plan out against one started server. Owner: the main thread. */
final class Run {
    private static final long LONGEST_DRAIN_SECONDS = 20;

    private final LoadPlan plan;
    private final Server server;
    private final Clients clients;
    private final Look look;

    /** What is looked at when the measured seconds are over, while all streams are still open. */
    interface Look {
        void take() throws IOException, InterruptedException;
    }

    private Run(LoadPlan plan, Server server, Clients clients, Look look) {
        this.plan = plan;
        this.server = server;
        this.clients = clients;
        this.look = look;
    }

    /**
     * Opens the plan's connections, sends its events and reads them.
     *
     * @param clientLoops how many threads read
     * @throws TimeoutException if not all streams open
     */
    static Outcome carryOut(LoadPlan plan, Server server, int clientLoops)
            throws IOException, InterruptedException, TimeoutException {
        return carryOut(plan, server, clientLoops, () -> {});
    }

    /** Likewise, with a look at the end. */
    static Outcome carryOut(LoadPlan plan, Server server, int clientLoops, Look look)
            throws IOException, InterruptedException, TimeoutException {
        try (Clients clients = new Clients(plan, clientLoops)) {
            return new Run(plan, server, clients, look).carryOut();
        }
    }

    private Outcome carryOut() throws IOException, InterruptedException, TimeoutException {
        open();
        long begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        clients.begin(begin);
        Interval interval = Interval.measure(plan, begin, server.pid(), clients);
        Publisher publisher;
        try (Publisher.Sink sink = server.sink(plan)) {
            publisher = Publisher.warmingUp(plan, sink);
            publisher.run(begin);
        }
        Interval.Usage usage = interval.await();
        look.take();
        drain();
        clients.close();
        return Outcome.of(plan, usage, clients, publisher);
    }

    private void open() throws IOException, InterruptedException, TimeoutException {
        long opening = System.nanoTime();
        double cpuBefore = ProcessUsage.of(server.pid()).cpuSeconds();
        clients.open(Clients.Opening.at(server.streamPort()));
        System.err.printf(
                "%,d streams opened in %.1f s, %.1f s of server CPU%n",
                plan.connections(),
                (System.nanoTime() - opening) / 1e9,
                ProcessUsage.of(server.pid()).cpuSeconds() - cpuBefore);
    }

    /** Waits for what is still under way; what does not come is what is missing. */
    private void drain() throws InterruptedException {
        try {
            clients.await(() -> clients.delivered() >= plan.deliveries(), LONGEST_DRAIN_SECONDS);
        } catch (TimeoutException e) {
            System.err.println(e.getMessage());
        }
    }
}
