package io.groundswell.benchmarks;

import java.io.PrintStream;
import org.HdrHistogram.Histogram;

/** What a run came to. Made once its clients are closed. */
record Report(LoadPlan plan, Interval.Usage usage, Clients clients, Publisher publisher) {
    private static final double LEAST_IDLE = 0.05;

    /** Whether every connection had every event, once and in order. */
    boolean isClean() {
        return clients.missing() == 0
                && clients.sum(tally -> tally.repeated.get() + tally.ended.get() + tally.wrongTotals.get()) == 0;
    }

    void print(PrintStream out) {
        Histogram latency = clients.histogram(tally -> tally.latency);
        Histogram sweeps = clients.histogram(tally -> tally.sweeps);
        out.printf(
                "%,d connections, %,d topics, %,.1f %s/s, %d s%n",
                plan.connections(), plan.topics(), plan.rate(), plan.kind(), plan.seconds());
        out.printf("deliveries/s              %,14.0f%n", usage.delivered() / usage.seconds());
        out.printf(
                "latency ms                p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
                millis(latency, 50), millis(latency, 90), millis(latency, 99), millis(latency, 100));
        out.printf(
                "missing                   %,14d   repeated %,d, streams ended %,d, wrong totals %,d%n",
                clients.missing(),
                clients.sum(tally -> tally.repeated.get()),
                clients.sum(tally -> tally.ended.get()),
                clients.sum(tally -> tally.wrongTotals.get()));
        out.printf("server CPU s              %,14.2f   (%.2f cores)%n", usage.serverCpu(), cores(usage.serverCpu()));
        out.printf("deliveries/server-CPU-s   %,14.0f%n", usage.delivered() / usage.serverCpu());
        out.printf("server RSS MB             %,14d%n", usage.residentBytes() >> 20);
        out.printf(
                "load CPU s                %,14.2f   (%.2f cores), client loops %.0f %% at rest, %.1f events a read%n",
                usage.loadCpu(),
                cores(usage.loadCpu()),
                usage.clientIdle() * 100,
                (double) usage.delivered() / Math.max(1, usage.reads()));
        out.printf(
                "client sweep ms           p50 %.1f  p99 %.1f  max %.1f%n",
                millis(sweeps, 50), millis(sweeps, 99), millis(sweeps, 100));
        out.printf(
                "others' CPU               %14.2f cores of this machine%n",
                cores(usage.machineCpu() - usage.serverCpu() - usage.loadCpu()));
        printBottleneck(out);
    }

    private void printBottleneck(PrintStream out) {
        if (publisher.wasBehind()) {
            out.printf(
                    "the load side was the bottleneck: the publisher was up to %.0f ms late%n",
                    publisher.mostLag() / 1e6);
        }
        if (usage.clientIdle() < LEAST_IDLE) {
            out.printf("the load side was the bottleneck: the client loops rested %.0f %%%n", usage.clientIdle() * 100);
        }
    }

    private double cores(double cpuSeconds) {
        return cpuSeconds / usage.seconds();
    }

    private static double millis(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e3;
    }
}
