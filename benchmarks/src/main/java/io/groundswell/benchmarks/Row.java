package io.groundswell.benchmarks;

import java.util.Locale;

/** The rows of {@code docs/benchmarks.md}: each a load and what is to be reached under it. */
@SuppressWarnings("ImmutableEnumChecker") // both are records of numbers
enum Row {
    TITLE("10,000 viewers of one video, 100 likes/s", likes(10_000, 1, 100), new Goal(1_000_000, 55, 110, 1_250_000)),
    COMMENTS(
            "10,000 viewers of one video, 100 comments/s",
            comments(10_000, 1, 100),
            Goal.of(1_000_000, 110, 1_200_000)),
    BUSY3X("10,000 viewers of one video, 300 comments/s", comments(10_000, 1, 300), Goal.of(3_000_000, 120, 3_500_000)),
    UNMERGED(
            "10,000 viewers over 10 topics, too far apart to merge",
            comments(10_000, 10, 140),
            Goal.of(140_000, 100, 125_000)),
    BUSY10("10,000 viewers over 10 topics, busy", comments(10_000, 10, 1_500), Goal.of(1_500_000, 120, 0)),
    THOUSAND(
            "1,000 viewers of one topic, 5,000 comments/s",
            comments(1_000, 1, 5_000),
            Goal.of(5_000_000, 40, 8_000_000)),
    EIGHTEEN("18,000 viewers of one video, 100 comments/s", comments(18_000, 1, 100), Goal.of(1_800_000, 220, 0));

    private static final int PAYLOAD = 120;

    private final String meaning;
    private final Load load;
    private final Goal goal;

    Row(String meaning, Load load, Goal goal) {
        this.meaning = meaning;
        this.load = load;
        this.goal = goal;
    }

    /** As in {@link LoadPlan}. */
    private record Load(LoadPlan.Kind kind, int connections, int topics, double rate) {}

    /**
     * What is to be reached; a run must be clean besides.
     *
     * @param deliveries a second
     * @param p50 milliseconds at most; infinite where only p99 counts
     * @param p99 milliseconds at most
     * @param perCpuSecond deliveries per second of server CPU at least; 0 where it does not count
     */
    record Goal(double deliveries, double p50, double p99, double perCpuSecond) {
        static Goal of(double deliveries, double p99, double perCpuSecond) {
            return new Goal(deliveries, Double.POSITIVE_INFINITY, p99, perCpuSecond);
        }

        @Override
        public String toString() {
            return "%,.0f/s".formatted(deliveries)
                    + (Double.isInfinite(p50) ? "" : ", p50 <= %.0f ms".formatted(p50))
                    + ", p99 <= %.0f ms".formatted(p99)
                    + (perCpuSecond == 0 ? "" : ", >= %,.0f per server-CPU-s".formatted(perCpuSecond));
        }
    }

    private static Load likes(int connections, int topics, double rate) {
        return new Load(LoadPlan.Kind.LIKES, connections, topics, rate);
    }

    private static Load comments(int connections, int topics, double rate) {
        return new Load(LoadPlan.Kind.COMMENTS, connections, topics, rate);
    }

    /** How it is named on the command line. */
    String rowName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    Goal goal() {
        return goal;
    }

    LoadPlan plan(int seconds, int warmup) {
        return new LoadPlan(load.kind, load.connections, load.topics, load.rate, PAYLOAD, seconds, warmup);
    }
}
