package io.groundswell.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a row was reached: either by its own figures, or, since machines differ and are noisy, by those of the yardstick
 * that ran in turn with it: 90 % of its deliveries per CPU-second, and 115 % of its p99. The load must have come through
 * whole in any case.
 *
 * @param cpuRatio the node's deliveries per CPU-second by the yardstick's, the median of the pairs'
 * @param p99Ratio the node's p99 by the yardstick's, likewise
 */
record Verdict(Row.Goal goal, Medians node, double cpuRatio, double p99Ratio, boolean isClean) {
    private static final double LEAST_CPU_RATIO = 0.9;
    private static final double MOST_P99_RATIO = 1.15;
    /** A second's edge cuts a round in two: what is delivered wobbles by that much. */
    private static final double LEAST_DELIVERED = 0.99;

    /** One node and one yardstick run, one after the other. */
    record Pair(Outcome node, Outcome bare) {
        double cpuRatio() {
            return node.deliveriesPerCpuSecond() / bare.deliveriesPerCpuSecond();
        }

        double p99Ratio() {
            return node.latency(99) / bare.latency(99);
        }
    }

    static Verdict of(Row.Goal goal, List<Pair> pairs) {
        List<Outcome> nodes = pairs.stream().map(Pair::node).toList();
        return new Verdict(
                goal,
                Medians.of(nodes),
                Medians.median(pairs, Pair::cpuRatio),
                Medians.median(pairs, Pair::p99Ratio),
                nodes.stream().allMatch(Outcome::isClean));
    }

    boolean isReached() {
        return failures().isEmpty() && (misses().isEmpty() || isReachedByYardstick());
    }

    private boolean isReachedByYardstick() {
        return cpuRatio >= LEAST_CPU_RATIO && p99Ratio <= MOST_P99_RATIO;
    }

    /** What no yardstick excuses. */
    private List<String> failures() {
        List<String> failures = new ArrayList<>();
        if (!isClean) {
            failures.add("events are missing, repeated or wrong, or streams ended");
        }
        if (node.deliveries() < goal.deliveries() * LEAST_DELIVERED) {
            failures.add("%,.0f deliveries/s".formatted(node.deliveries()));
        }
        return failures;
    }

    private List<String> misses() {
        List<String> misses = new ArrayList<>();
        if (node.p50() > goal.p50()) {
            misses.add("p50 %.1f ms".formatted(node.p50()));
        }
        if (node.p99() > goal.p99()) {
            misses.add("p99 %.1f ms".formatted(node.p99()));
        }
        if (node.perCpuSecond() < goal.perCpuSecond()) {
            misses.add("%,.0f per server-CPU-s".formatted(node.perCpuSecond()));
        }
        return misses;
    }

    @Override
    public String toString() {
        if (!failures().isEmpty()) {
            return "NOT REACHED: " + String.join(", ", failures());
        }
        if (misses().isEmpty()) {
            return "reached";
        }
        String missed = String.join(", ", misses());
        return isReachedByYardstick()
                ? "reached by the yardstick (90 % and 115 %); not absolutely: " + missed
                : "NOT REACHED: " + missed;
    }
}
