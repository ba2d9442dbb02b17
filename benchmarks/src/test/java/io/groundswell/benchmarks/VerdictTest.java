package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.benchmarks.Verdict.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Row.Goal GOAL = new Row.Goal(1_000, 55, 110, 2_000);

    private static Verdict verdict(Outcome node, Outcome bare) {
        return Verdict.of(GOAL, List.of(new Pair(node, bare)));
    }

    @Test
    void verdict_shouldBeReached_whenEveryFigureIs() {
        Verdict verdict = verdict(Outcomes.of(1_000, 0.5, 50, 100), Outcomes.of(1_000, 0.1, 10, 20));
        assertThat(verdict.isReached()).isTrue();
        assertThat(verdict).hasToString("reached");
    }

    @Test
    void verdict_shouldBeReachedByTheYardstick_whenTheMachineWasSlow() {
        Verdict verdict = verdict(Outcomes.of(1_000, 1, 60, 130), Outcomes.of(1_000, 0.91, 50, 115));
        assertThat(verdict.isReached()).isTrue();
        assertThat(verdict.toString())
                .startsWith("reached by the yardstick")
                .contains("p50 60.0 ms")
                .contains("p99 130.0 ms")
                .contains("1,000 per server-CPU-s");
    }

    @Test
    void verdict_shouldNotBeReached_whenTheYardstickWasMuchBetter() {
        assertThat(verdict(Outcomes.of(1_000, 1, 50, 100), Outcomes.of(1_000, 0.89, 50, 100))
                        .isReached())
                .isFalse();
        assertThat(verdict(Outcomes.of(1_000, 0.5, 50, 118), Outcomes.of(1_000, 0.5, 50, 100))
                        .isReached())
                .isFalse();
    }

    @Test
    void verdict_shouldNotBeReached_whenAnythingIsMissingOrTooLittleCame() {
        Outcome fast = Outcomes.of(1_000, 0.5, 50, 100);
        assertThat(verdict(Outcomes.of(1_000, 0.5, Outcomes.histogram(50, 100), 1), fast)
                        .isReached())
                .isFalse();
        assertThat(verdict(Outcomes.of(900, 0.4, 50, 100), fast)).hasToString("NOT REACHED: 900 deliveries/s");
    }

    @Test
    void medians_shouldTakeEachFigureForItself_whenThereAreSeveralRuns() {
        Medians medians =
                Medians.of(List.of(Outcomes.of(3, 1, 1, 30), Outcomes.of(1, 1, 2, 10), Outcomes.of(2, 1, 3, 20)));
        assertThat(medians.deliveries()).isEqualTo(2);
        assertThat(medians.p50()).isCloseTo(2, within(0.1));
        assertThat(medians.p99()).isCloseTo(20, within(0.1));
        assertThat(Medians.<Double>median(List.of(1.0, 4.0, 2.0, 3.0), Double::doubleValue))
                .isEqualTo(2.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Medians.of(List.of()))
                .withMessage("runs: 0 (expected: at least 1)");
    }

    @Test
    void ratios_shouldBeTheMediansOfThePairs_whenOnePairWasDisturbed() {
        Outcome slow = Outcomes.of(1_000, 2, 50, 400);
        Outcome fast = Outcomes.of(1_000, 0.5, 50, 100);
        Verdict verdict = Verdict.of(GOAL, List.of(new Pair(fast, fast), new Pair(slow, fast), new Pair(fast, fast)));
        assertThat(verdict.cpuRatio()).isEqualTo(1);
        assertThat(verdict.p99Ratio()).isEqualTo(1);
    }

    @Test
    void rows_shouldAskForWhatTheirLoadCanBring() {
        for (Row row : Row.values()) {
            LoadPlan plan = row.plan(1, 0);
            double most = plan.rate() * plan.connections() / plan.topics();
            assertThat(most).as(row.rowName()).isEqualTo(row.goal().deliveries());
        }
    }
}
