package io.groundswell.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The medians of several runs, each figure for itself. Times in milliseconds. */
public record Medians(double deliveries, double p50, double p99, double perCpuSecond) {
    static Medians of(List<Outcome> runs) {
        return new Medians(
                median(runs, Outcome::deliveriesPerSecond),
                median(runs, run -> run.latency(50)),
                median(runs, run -> run.latency(99)),
                median(runs, Outcome::deliveriesPerCpuSecond));
    }

    /**
     * The middle one, or the mean of the two in the middle.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static <T> double median(List<T> of, ToDoubleFunction<T> figure) {
        double[] sorted = of.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("runs: 0 (expected: at least 1)");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
