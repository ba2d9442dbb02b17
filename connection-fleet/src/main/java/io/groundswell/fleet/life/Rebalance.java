package io.groundswell.fleet.life;

import java.util.List;

/**
 * Decides how many streams a node gives up so that others, which have far fewer, get them: it begins when it has been far above
 * the fleet's mean for a while, ends close to it, and never goes below. Who came a moment ago, in a storm say, is not sent away
 * again: nodes that have just started fill up by themselves as streams come to their end. Owner: one thread at a time.
 */
public final class Rebalance {
    private static final double BEGINS_AT = 1.25;
    private static final double ENDS_AT = 1.05;
    private static final double MOST_A_TURN = 0.02;

    /** So many turns one after the other a node must be far above the mean. */
    static final int PATIENCE = 6;

    private final int least;
    private boolean giving;
    private int turnsAbove;

    /** @param least how many streams a node must have above the mean to begin */
    public Rebalance(int least) {
        if (least < 1) {
            throw new IllegalArgumentException("least: " + least + " (expected: 1 or more)");
        }
        this.least = least;
    }

    /**
     * How many streams the node should end in this turn.
     *
     * @param own how many it has
     * @param others how many each of the other nodes has that live and take viewers
     */
    public int toEnd(int own, List<Integer> others) {
        double mean = (own + others.stream().mapToLong(Integer::longValue).sum()) / (others.size() + 1.0);
        turnsAbove = own > mean * BEGINS_AT && own - mean >= least ? turnsAbove + 1 : 0;
        giving = giving ? own > mean * ENDS_AT : turnsAbove >= PATIENCE;
        if (!giving) {
            return 0;
        }
        return (int) Math.min(Math.max(1, own * MOST_A_TURN), own - mean);
    }
}
