package io.groundswell.benchmarks;

import org.HdrHistogram.Histogram;

/** Made-up runs of one second. */
final class Outcomes {
    static final LoadPlan PLAN = new LoadPlan(LoadPlan.Kind.COMMENTS, 10, 1, 100, 120, 1, 0);

    static Outcome of(long deliveries, double serverCpu, int p50, int p99) {
        return of(deliveries, serverCpu, histogram(p50, p99), 0);
    }

    static Outcome of(long deliveries, double serverCpu, Histogram latency, long missing) {
        return new Outcome(
                PLAN,
                usage(deliveries, serverCpu, 0.5),
                latency,
                histogram(1, 2),
                missing,
                new Outcome.Wrong(0, 0, 0),
                0);
    }

    static Interval.Usage usage(long deliveries, double serverCpu, double clientIdle) {
        return new Interval.Usage(1, serverCpu, 0.5, serverCpu + 0.75, 100 << 20, deliveries, 10, clientIdle);
    }

    /** Milliseconds. */
    static Histogram histogram(int p50, int p99) {
        Histogram histogram = new Histogram(600_000_000, 3);
        histogram.recordValueWithCount(p50 * 1_000L, 90);
        histogram.recordValueWithCount(p99 * 1_000L, 10);
        return histogram;
    }

    private Outcomes() {}
}
