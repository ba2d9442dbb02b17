package io.groundswell.benchmarks;

import org.HdrHistogram.Histogram;

/**
 * What a run came to. Made once its clients are closed.
 *
 * @param latency microseconds from the intended time to the read, of a sample of the connections
 * @param sweeps microseconds that each sweep of a client loop took
 * @param wrong what else went wrong
 * @param mostLag the longest that a measured event was sent late, in nanoseconds
 */
record Outcome(
        LoadPlan plan,
        Interval.Usage usage,
        Histogram latency,
        Histogram sweeps,
        long missing,
        Wrong wrong,
        long mostLag) {
    private static final double LEAST_IDLE = 0.05;
    private static final double TOLERATED_SWEEP_MILLIS = 25;
    private static final double TOLERATED_LAG_MILLIS = 30;

    /**
     * @param repeated events that came behind a later one of their topic, or once more
     * @param ended streams that ended early, and frames that say so or speak of a gap
     * @param totals frames of the sample with other totals than were sent
     */
    record Wrong(long repeated, long ended, long totals) {
        long all() {
            return repeated + ended + totals;
        }
    }

    static Outcome of(LoadPlan plan, Interval.Usage usage, Clients clients, Publisher publisher) {
        return new Outcome(
                plan,
                usage,
                clients.histogram(tally -> tally.latency),
                clients.histogram(tally -> tally.sweeps),
                clients.missing(),
                clients.wrong(),
                publisher.mostLag());
    }

    /** Whether every connection had every event, once and in order, and right totals. */
    boolean isClean() {
        return missing == 0 && wrong.all() == 0;
    }

    double deliveriesPerSecond() {
        return usage.delivered() / usage.seconds();
    }

    double deliveriesPerCpuSecond() {
        return usage.delivered() / usage.serverCpu();
    }

    /** In milliseconds. */
    double latency(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e3;
    }

    /** In milliseconds. */
    double sweep(double percentile) {
        return sweeps.getValueAtPercentile(percentile) / 1e3;
    }

    /** Mean cores that so much CPU time was. */
    double cores(double cpuSeconds) {
        return cpuSeconds / usage.seconds();
    }

    /** By what the load side, not the server, may have set the figures; empty where it did not. */
    String bottleneck() {
        StringBuilder text = new StringBuilder();
        if (mostLag / 1e6 > TOLERATED_LAG_MILLIS) {
            text.append("the publisher was up to %.0f ms late; ".formatted(mostLag / 1e6));
        }
        if (usage.clientIdle() < LEAST_IDLE) {
            text.append("the client loops rested %.0f %%; ".formatted(usage.clientIdle() * 100));
        }
        if (sweep(99) > TOLERATED_SWEEP_MILLIS) {
            text.append("reads were late, a client sweep took %.0f ms at p99; ".formatted(sweep(99)));
        }
        return text.isEmpty() ? "" : text.substring(0, text.length() - 2);
    }
}
