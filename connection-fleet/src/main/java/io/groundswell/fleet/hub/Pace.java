package io.groundswell.fleet.hub;

/**
 * How long a revolution takes. A topic that was quiet is swept at once. A busy one is swept at a pace: the longer a
 * revolution, the more frames go into one write, and writes are what costs. So a revolution takes several times what its
 * writes cost, up to {@link #LONGEST}, and longer only where the machine cannot do it in that time. In between, where a
 * revolution would merge hardly anything, it takes about as long as the next news do to come: no sooner would it be needed,
 * and a burst would only make other topics wait. Owner: an event loop.
 */
final class Pace {
    /** Nanoseconds; a little under the latency goal, since whoever is visited last has a write to wait for besides. */
    static final long LONGEST = 98_000_000;

    private static final double SHARE_OF_LOOP = 1.0 / 4;
    private static final double GREATEST_SHARE_OF_LOOP = 0.8;
    private static final double WEIGHT_OF_NEWEST = 0.05;
    /** A run of writes that took longer than so many times the usual had something else to do as well. */
    private static final double MOST_TIMES_THE_USUAL = 2;

    private double nanosPerWrite = 5_000;

    /**
     * Learns from a run of writes.
     *
     * @param nanos of the loop's processor time: what other threads took meanwhile would make revolutions longer
     */
    void measured(long nanos, int writes) {
        if (writes > 0) {
            double mean = Math.min((double) nanos / writes, MOST_TIMES_THE_USUAL * nanosPerWrite);
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

    /**
     * How long a topic's revolution should take, in nanoseconds; 0 for as fast as it can be.
     *
     * @param revolution what {@link #revolution} says
     * @param apart the time between two rounds of news of the topic, in nanoseconds
     */
    static long duration(long revolution, long apart) {
        if (apart >= 2 * revolution) {
            return 0;
        }
        return apart < revolution / 2 ? revolution : Math.min(revolution, apart * 11 / 10);
    }
}
