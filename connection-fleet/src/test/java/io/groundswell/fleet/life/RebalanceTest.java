package io.groundswell.fleet.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebalanceTest {
    private final Rebalance rebalance = new Rebalance(1_000);

    @Test
    void toEnd_shouldBeNothing_whenTheNodeIsAlone() {
        assertThat(rebalance.toEnd(1_000_000, List.of())).isZero();
    }

    @Test
    void toEnd_shouldBeNothing_whenTheNodeIsNotFarAboveTheMean() {
        assertThat(rebalance.toEnd(12_000, List.of(10_000, 9_000))).isZero();
        assertThat(rebalance.toEnd(1_500, List.of(700, 700))).isZero();
        assertThat(rebalance.toEnd(0, List.of(0, 0))).isZero();
    }

    @Test
    void toEnd_shouldBeAFiftiethATurn_whenTheNodeIsFarAboveTheMean() {
        patiently(30_000, List.of(10_000, 0));
        assertThat(rebalance.toEnd(30_000, List.of(10_000, 0))).isEqualTo(600);
    }

    @Test
    void toEnd_shouldBeNothing_whenViewersHaveJustCome() {
        for (int storm = 0; storm < 3; storm++) {
            patiently(10_000, List.of(0));
            assertThat(rebalance.toEnd(5_500, List.of(4_500))).isZero();
        }
    }

    @Test
    void toEnd_shouldBeNothing_whenTheOthersHaveGoneMeanwhile() {
        patiently(10_000, List.of(0));
        assertThat(rebalance.toEnd(10_000, List.of())).isZero();
        assertThat(rebalance.toEnd(10_000, List.of(0))).isZero();
    }

    @Test
    void toEnd_shouldGoOnUntilTheNodeIsCloseToTheMean_whenItHasBegun() {
        patiently(15_000, List.of(5_000));
        assertThat(rebalance.toEnd(15_000, List.of(5_000))).isPositive();
        assertThat(rebalance.toEnd(11_000, List.of(9_000))).isPositive();
        assertThat(rebalance.toEnd(10_400, List.of(9_600))).isZero();
        assertThat(rebalance.toEnd(11_000, List.of(9_000))).isZero();
    }

    @Test
    void toEnd_shouldBeNothing_whenTheNodeIsBelowTheMean() {
        assertThat(rebalance.toEnd(10, List.of(10_000))).isZero();
    }

    /** All turns before the one that begins to give. */
    private void patiently(int own, List<Integer> others) {
        for (int turn = 1; turn < Rebalance.PATIENCE; turn++) {
            assertThat(rebalance.toEnd(own, others)).isZero();
        }
    }

    /** Nodes that all decide for themselves, on counts as they are, with viewers that come back anywhere. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void toEnd_shouldEvenAFleetOutAndThenLeaveItAlone(long seed) {
        Random random = new Random(seed);
        List<Integer> streams = new ArrayList<>(List.of(40_000, 20_000, 1_000, 0, 0));
        List<Rebalance> nodes = new ArrayList<>();
        streams.forEach(_ -> nodes.add(new Rebalance(1_000)));
        int moved = 0;
        for (int turn = 0; turn < 200; turn++) {
            moved += turn(streams, nodes, random);
        }
        int mean = streams.stream().mapToInt(Integer::intValue).sum() / streams.size();
        assertThat(Collections.max(streams)).isLessThanOrEqualTo(mean + Math.max(1_000, mean / 4));
        assertThat(moved).isLessThan(61_000);
        assertThat(turn(streams, nodes, random)).isZero();
    }

    private static int turn(List<Integer> streams, List<Rebalance> nodes, Random random) {
        int moved = 0;
        double mean = streams.stream().mapToInt(Integer::intValue).average().orElseThrow();
        for (int i = 0; i < nodes.size(); i++) {
            int own = streams.get(i);
            List<Integer> others = new ArrayList<>(streams.subList(0, i));
            others.addAll(streams.subList(i + 1, streams.size()));
            int toEnd = nodes.get(i).toEnd(own, others);
            assertThat(toEnd == 0 || own - toEnd >= Math.floor(mean)).isTrue();
            streams.set(i, own - toEnd);
            for (int j = 0; j < toEnd; j++) {
                int node = random.nextInt(streams.size());
                streams.set(node, streams.get(node) + 1);
            }
            moved += toEnd;
        }
        return moved;
    }
}
