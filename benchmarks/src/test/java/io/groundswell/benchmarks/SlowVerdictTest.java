package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowVerdictTest {
    private static final int[] STEADY = {100, 101, 100, 99, 100};

    private static Outcome run(int p99) {
        return Outcomes.of(1_000, 1, 10, p99);
    }

    /** @param without p99 of each pair's first run, in milliseconds */
    private static SlowVerdict verdict(int[] without, int[] with) {
        return SlowVerdict.of(IntStream.range(0, without.length)
                .mapToObj(pair -> new SlowVerdict.Pair(run(without[pair]), run(with[pair])))
                .toList());
    }

    @Test
    void of_shouldTakeTheMedians_whenOnePairWasDisturbed() {
        SlowVerdict verdict = verdict(new int[] {100, 90, 300, 95, 105}, new int[] {110, 120, 80, 500, 100});
        assertThat(verdict.without()).isCloseTo(100, within(0.2));
        assertThat(verdict.with()).isCloseTo(110, within(0.2));
        assertThat(verdict.spread()).isCloseTo(210, within(0.4));
        assertThat(verdict.difference()).isCloseTo(0.1, within(0.005));
    }

    @Test
    void verdict_shouldBeReached_whenTheMediansDifferByLessThanTenPercent() {
        SlowVerdict verdict = verdict(STEADY, new int[] {109, 108, 109, 200, 109});
        assertThat(verdict.isReached()).isTrue();
        assertThat(verdict).hasToString("reached: less than 10 %");
    }

    @Test
    void verdict_shouldBeReached_whenTheRunsWithoutDifferMore() {
        SlowVerdict verdict = verdict(new int[] {100, 90, 120, 100, 110}, new int[] {125, 125, 125, 125, 125});
        assertThat(verdict.isReached()).isTrue();
        assertThat(verdict).hasToString("reached: less than the spread of the runs without");
    }

    @Test
    void verdict_shouldNotBeReached_whenTheDifferenceIsMoreThanBoth() {
        SlowVerdict slower = verdict(STEADY, new int[] {112, 112, 112, 112, 112});
        SlowVerdict faster = verdict(STEADY, new int[] {88, 88, 88, 88, 88});
        assertThat(slower.isReached()).isFalse();
        assertThat(faster.isReached()).isFalse();
        assertThat(slower.toString()).startsWith("NOT REACHED: neither");
    }

    @Test
    void verdict_shouldNotBeReached_whenAnEventIsMissing() {
        Outcome whole = run(100);
        Outcome lacking = Outcomes.of(1_000, 1, Outcomes.histogram(10, 100), 1);
        SlowVerdict verdict =
                SlowVerdict.of(List.of(new SlowVerdict.Pair(whole, whole), new SlowVerdict.Pair(whole, lacking)));
        assertThat(verdict.isReached()).isFalse();
        assertThat(verdict.toString()).startsWith("NOT REACHED: events are missing");
    }

    @Test
    void of_shouldSayThatItNeedsPairs_whenThereIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlowVerdict.of(List.of()))
                .withMessage("runs: 0 (expected: at least 1)");
    }
}
