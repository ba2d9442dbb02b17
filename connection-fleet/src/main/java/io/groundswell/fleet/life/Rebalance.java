package io.groundswell.fleet.life;

import java.util.List;

/**
 * Decides how many streams a node gives up so that others, which have far fewer, get them: it begins far above the fleet's
 * mean, ends close to it, and never goes below. Owner: one thread at a time.
 */
public final class Rebalance {
    private static final double BEGINS_AT = 1.25;
    private static final double ENDS_AT = 1.05;
    private static final double MOST_A_TURN = 0.02;

    private final int least;
    private boolean giving;

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
        if (others.isEmpty()) {
            giving = false;
            return 0;
        }
        double mean = (own + others.stream().mapToLong(Integer::longValue).sum()) / (others.size() + 1.0);
        giving = giving ? own > mean * ENDS_AT : own > mean * BEGINS_AT && own - mean >= least;
        if (!giving) {
            return 0;
        }
        return (int) Math.min(Math.max(1, own * MOST_A_TURN), own - mean);
    }
}
