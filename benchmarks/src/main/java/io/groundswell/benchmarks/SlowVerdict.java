package io.groundswell.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whether slow readers leave the fast ones alone: the medians of their p99 differ by less than 10 %, or by less than the runs
 * without slow readers do among each other. Times in milliseconds.
 *
 * @param without the median p99 without slow readers
 * @param with the median p99 with them
 * @param spread from the least to the greatest p99 without them
 * @param isClean whether the fast ones had every event, once and in order, in all runs
 */
record SlowVerdict(double without, double with, double spread, boolean isClean) {
    private static final double TOLERATED = 0.1;

    /** A run without slow readers and one with them, one after the other. */
    record Pair(Outcome without, Outcome with) {}

    static SlowVerdict of(List<Pair> pairs) {
        double[] without = pairs.stream()
                .mapToDouble(pair -> pair.without().latency(99))
                .sorted()
                .toArray();
        return new SlowVerdict(
                Medians.median(pairs, pair -> pair.without().latency(99)),
                Medians.median(pairs, pair -> pair.with().latency(99)),
                without[without.length - 1] - without[0],
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.without(), pair.with()))
                        .allMatch(Outcome::isClean));
    }

    /** By how much the second median is greater, of the first one. */
    double difference() {
        return (with - without) / without;
    }

    boolean isReached() {
        return isClean && (isSmall() || isWithinSpread());
    }

    private boolean isSmall() {
        return Math.abs(difference()) < TOLERATED;
    }

    private boolean isWithinSpread() {
        return Math.abs(with - without) < spread;
    }

    @Override
    public String toString() {
        if (!isClean) {
            return "NOT REACHED: events are missing, repeated or wrong, or streams of fast readers ended";
        }
        if (isSmall()) {
            return "reached: less than 10 %";
        }
        return isWithinSpread()
                ? "reached: less than the spread of the runs without"
                : "NOT REACHED: neither less than 10 % nor less than the spread of the runs without";
    }
}
