package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
    @ParameterizedTest
    @CsvSource({"BARE, COMMENTS", "BARE, LIKES", "NODE, COMMENTS", "NODE, LIKES"})
    void carryOut_shouldReadEveryEventOnEveryConnection(ServerKind server, LoadPlan.Kind kind) throws Exception {
        LoadPlan plan = new LoadPlan(kind, 20, 4, 200, 120, 1, 0);
        try (Server started = server.start(List.of("-Xmx128m"))) {
            Outcome outcome = Run.carryOut(plan, started, 2);
            assertThat(outcome.isClean())
                    .as(outcome.wrong() + ", missing " + outcome.missing())
                    .isTrue();
            assertThat(outcome.usage().serverCpu()).isPositive();
            assertThat(outcome.usage().residentBytes()).isPositive();
            assertThat(outcome.latency(50)).isPositive();
        }
    }
}
