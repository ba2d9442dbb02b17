package io.groundswell.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
    @Test
    void run_shouldMeasureEveryBenchmarkOnce() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("io\\.groundswell\\.benchmarks\\.jmh\\.")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results.stream().map(run -> run.getParams().getBenchmark()).distinct())
                .hasSize(8);
        assertThat(results)
                .allSatisfy(run -> assertThat(run.getPrimaryResult().getScore()).isPositive());
    }
}
