package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoadResultTest {
    private static LoadResult result(long delivered, long missing) {
        return new LoadResult(
                Outcomes.usage(delivered, 2, 0.5),
                missing,
                new Outcome.Wrong(1, 2, 3),
                Outcomes.histogram(10, 50),
                Outcomes.histogram(1, 2));
    }

    @Test
    void parse_shouldReadWhatToLineWrote() {
        LoadResult result = result(1_234_567_890_123L, 4);
        LoadResult read = LoadResult.parse(result.toLine());
        assertThat(read).isEqualTo(result);
        assertThat(read.latency().getTotalCount()).isEqualTo(100);
    }

    @Test
    void parse_shouldFail_whenTheLineIsNotAResult() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadResult.parse("open"))
                .withMessage("result: 1 fields (expected: 14)");
    }

    @Test
    void together_shouldAddWhatTheProcessesSaw() {
        Outcome all = LoadResult.together(Outcomes.PLAN, List.of(result(100, 1), result(300, 2)), 5);
        assertThat(all.deliveriesPerSecond()).isEqualTo(400);
        assertThat(all.deliveriesPerCpuSecond()).isEqualTo(100);
        assertThat(all.missing()).isEqualTo(3);
        assertThat(all.wrong()).isEqualTo(new Outcome.Wrong(2, 4, 6));
        assertThat(all.latency().getTotalCount()).isEqualTo(200);
        assertThat(all.usage().residentBytes()).isEqualTo(200 << 20);
        assertThat(all.usage().clientIdle()).isEqualTo(0.5);
    }
}
