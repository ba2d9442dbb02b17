package io.groundswell.benchmarks.dispatch;

import io.groundswell.benchmarks.dispatch.Packets.Invocation;
import io.groundswell.benchmarks.dispatch.Packets.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Single invocations for one topic on many nodes: how long each takes, and, where some of the nodes hang, when the last of the
 * others has got its event.
 */
final class FanOut {
    private static final double GOAL_MILLIS = 250;
    private static final int WARM_UP = 300;
    private static final int MEASURED = 400;
    /** Each of the first ones waits for the whole deadline. */
    private static final int MEASURED_HANGING = 100;

    private final int nodes;
    private final int hanging;
    private final int latency;

    FanOut(int nodes, int hanging, int latency) {
        this.nodes = nodes;
        this.hanging = hanging;
        this.latency = latency;
    }

    int run() throws IOException {
        List<Invocation> load = new Packets(1, 1, 120).singles(Kind.COMMENTS, WARM_UP + MEASURED + MEASURED_HANGING);
        try (Surroundings surroundings = Surroundings.start(latency, nodes, load.size())) {
            var _ = invoke(surroundings, load.subList(0, WARM_UP));
            Times well = invoke(surroundings, load.subList(WARM_UP, WARM_UP + MEASURED));
            surroundings.hang(hanging);
            Times hung = invoke(surroundings, load.subList(WARM_UP + MEASURED, load.size()));
            long[] arrivals = surroundings.arrivals(load.size());
            Histogram wellArrived = arrived(well, arrivals, WARM_UP);
            Histogram others = arrived(hung, arrivals, WARM_UP + MEASURED);
            long lacking = (long) load.size() * nodes
                    - (long) MEASURED_HANGING * hanging
                    - surroundings.counts().delivered();
            System.out.printf("one topic on %d nodes, stand-ins with %d ms%n", nodes, latency);
            print("invocation", well.taken());
            print("at the last node", wellArrived);
            System.out.printf("with %d of them hanging%n", hanging);
            print("invocation", hung.taken());
            print("at the last of the others", others);
            System.out.printf("deliveries lacking        %,14d%n", lacking);
            return lacking == 0 && p99(well.taken()) < GOAL_MILLIS && p99(others) < GOAL_MILLIS ? 0 : 1;
        }
    }

    /** @param begun of each invocation, on the clock of {@link System#nanoTime} */
    private record Times(List<Long> begun, Histogram taken) {}

    private static Times invoke(Surroundings surroundings, List<Invocation> load) {
        Histogram micros = new Histogram(3);
        List<Long> begun = new ArrayList<>();
        for (Invocation invocation : load) {
            begun.add(System.nanoTime());
            var _ = surroundings.handler().handleRequest(invocation.event(), Crew.NO_CONTEXT);
            micros.recordValue((System.nanoTime() - begun.getLast()) / 1_000);
        }
        return new Times(begun, micros);
    }

    private static Histogram arrived(Times times, long[] arrivals, int first) {
        Histogram micros = new Histogram(3);
        for (int i = 0; i < times.begun().size(); i++) {
            micros.recordValue(Math.max(0, (arrivals[first + i] - times.begun().get(i)) / 1_000));
        }
        return micros;
    }

    private static void print(String what, Histogram micros) {
        System.out.printf(
                "%-25s p50 %.1f  p99 %.1f  max %.1f ms%n",
                what, micros.getValueAtPercentile(50) / 1_000.0, p99(micros), micros.getMaxValue() / 1_000.0);
    }

    private static double p99(Histogram micros) {
        return micros.getValueAtPercentile(99) / 1_000.0;
    }
}
