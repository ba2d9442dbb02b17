package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LoadPlanTest {
    private static LoadPlan plan(int connections, int topics, double rate, int seconds, int warmup) {
        return new LoadPlan(LoadPlan.Kind.COMMENTS, connections, topics, rate, 120, seconds, warmup);
    }

    @ParameterizedTest
    @CsvSource({
        "0,     1,  100, 10,  0, connections",
        "18001, 1,  100, 10,  0, connections",
        "10,    0,  100, 10,  0, topics",
        "10,    11, 100, 10,  0, topics",
        "10,    1,  0,   10,  0, rate",
        "10,    1,  1e6, 10,  0, rate",
        "10,    1,  100, 0,   0, seconds",
        "10,    1,  100, 10, -1, warmup"
    })
    void new_shouldSayWhatIsOutOfRange_whenAnOptionIs(
            int connections, int topics, double rate, int seconds, int warmup, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(connections, topics, rate, seconds, warmup))
                .withMessageMatching(what + ": \\S+ \\(expected: .* to .*\\)");
    }

    @Test
    void events_shouldBeAllOfTheTopicsTogether_whenTheyDoNotDivideEvenly() {
        LoadPlan plan = plan(10, 3, 10, 1, 1);
        assertThat(plan.events()).isEqualTo(20);
        assertThat(IntStream.range(0, 3).mapToLong(plan::events).toArray()).containsExactly(7, 7, 6);
        for (long event = 0; event < plan.events(); event++) {
            assertThat(plan.event(plan.topic(event), plan.index(event))).isEqualTo(event);
        }
    }

    @Test
    void deliveries_shouldCountEveryEventOnceForEachConnectionOfItsTopic() {
        assertThat(plan(9, 3, 10, 1, 1).deliveries()).isEqualTo(3 * 20);
    }

    @Test
    void intended_shouldBeEvenInTime_andTheMeasuredOnesBeginBehindTheWarmUp() {
        LoadPlan plan = plan(10, 1, 100, 2, 3);
        assertThat(plan.intended(1)).isEqualTo(10_000_000);
        assertThat(plan.firstMeasured()).isEqualTo(300);
        assertThat(plan.intended(plan.firstMeasured())).isEqualTo(3_000_000_000L);
    }

    @Test
    void topicOf_shouldSpreadConnectionsEvenly() {
        LoadPlan plan = plan(1_000, 10, 1, 1, 0);
        int[] viewers = new int[10];
        IntStream.range(0, 1_000).forEach(number -> viewers[plan.topicOf(number)]++);
        assertThat(viewers).containsOnly(100);
    }

    @Test
    void commandLine_shouldFailWithOneLine_whenAnOptionIsWrong() {
        assertThat(new CommandLine(new LoadRun()).execute("--rate", "many")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(new CommandLine(new Rows()).execute("--rows", "none")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(new CommandLine(new SlowReaders()).execute("--slow", "1,some"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
