package io.groundswell.fleet.hub;

/**
 * How long a revolution takes. A topic that was quiet is swept at once. A busy one is swept at a pace: the longer a
 * revolution, the more frames go into one write, and writes are what costs. So a revolution takes several times what its
 * writes cost, up to {@link #LONGEST}, and longer only where the machine cannot do it in that time. Owner: an event loop.
 */
final class Pace {
    /** Nanoseconds; the latency goal. */
    static final long LONGEST = 100_000_000;

    private static final double SHARE_OF_LOOP = 1.0 / 12;
    private static final double GREATEST_SHARE_OF_LOOP = 0.8;
    private static final double WEIGHT_OF_NEWEST = 0.05;

    private double nanosPerWrite = 5_000;

    /** Learns from a run of writes. */
    void measured(long nanos, int writes) {
        if (writes > 0) {
            double mean = (double) nanos / writes;
            nanosPerWrite += WEIGHT_OF_NEWEST * Math.min(1, writes / 8.0) * (mean - nanosPerWrite);
        }
    }

    /**
     * How long a revolution of a busy topic should take, in nanoseconds.
     *
     * @param viewers all that the loop is sweeping through, of all its topics
     */
    long revolution(int viewers) {
        double cost = nanosPerWrite * viewers;
        return (long) Math.max(Math.min(LONGEST, cost / SHARE_OF_LOOP), cost / GREATEST_SHARE_OF_LOOP);
    }
}
