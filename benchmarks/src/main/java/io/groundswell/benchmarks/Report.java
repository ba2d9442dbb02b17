package io.groundswell.benchmarks;

import java.io.PrintStream;

/** Prints one run, line by line. */
record Report(Outcome outcome) {
    void print(PrintStream out) {
        LoadPlan plan = outcome.plan();
        out.printf(
                "%,d connections, %,d topics, %,.1f %s/s, %d s%n",
                plan.connections(), plan.topics(), plan.rate(), plan.kind(), plan.seconds());
        printFigures(out);
    }

    /** All but what the load was. */
    void printFigures(PrintStream out) {
        Interval.Usage usage = outcome.usage();
        out.printf("deliveries/s              %,14.0f%n", outcome.deliveriesPerSecond());
        out.printf(
                "latency ms                p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
                outcome.latency(50), outcome.latency(90), outcome.latency(99), outcome.latency(100));
        out.printf(
                "missing                   %,14d   repeated %,d, streams ended %,d, wrong totals %,d%n",
                outcome.missing(),
                outcome.wrong().repeated(),
                outcome.wrong().ended(),
                outcome.wrong().totals());
        out.printf(
                "server CPU s              %,14.2f   (%.2f cores)%n",
                usage.serverCpu(), outcome.cores(usage.serverCpu()));
        out.printf("deliveries/server-CPU-s   %,14.0f%n", outcome.deliveriesPerCpuSecond());
        out.printf("server RSS MB             %,14d%n", usage.residentBytes() >> 20);
        out.printf(
                "load CPU s                %,14.2f   (%.2f cores), client loops %.0f %% at rest, %.1f events a read%n",
                usage.loadCpu(),
                outcome.cores(usage.loadCpu()),
                usage.clientIdle() * 100,
                (double) usage.delivered() / Math.max(1, usage.reads()));
        out.printf(
                "client sweep ms           p50 %.1f  p99 %.1f  max %.1f%n",
                outcome.sweep(50), outcome.sweep(99), outcome.sweep(100));
        out.printf(
                "others' CPU               %14.2f cores of this machine%n",
                outcome.cores(usage.machineCpu() - usage.serverCpu() - usage.loadCpu()));
        if (!outcome.bottleneck().isEmpty()) {
            out.println("the load side was the bottleneck: " + outcome.bottleneck());
        }
    }
}
