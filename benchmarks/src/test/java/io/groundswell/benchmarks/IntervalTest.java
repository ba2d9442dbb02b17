package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundswell.benchmarks.Interval.Reading;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void between_shouldTellWhatWasUsed() {
        Reading before =
                new Reading(1_000_000_000L, new ProcessUsage(10, 5), new ProcessUsage(20, 5), 100, 1_000, 10, 0);
        Reading after = new Reading(
                3_000_000_000L, new ProcessUsage(11, 7), new ProcessUsage(20.5, 5), 102, 5_000, 30, 1_000_000_000L);
        assertThat(Interval.between(before, after, 2)).isEqualTo(new Interval.Usage(2, 1, 0.5, 2, 7, 4_000, 20, 0.25));
    }

    @Test
    void processUsage_shouldTellWhatThisProcessUsed() throws Exception {
        ProcessUsage usage = ProcessUsage.of(ProcessHandle.current().pid());
        double own =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
        assertThat(usage.cpuSeconds()).isPositive().isCloseTo(own, within(1.0));
        assertThat(usage.residentBytes()).isGreaterThan(10 << 20);
        assertThat(ProcessUsage.machineCpuSeconds()).isGreaterThan(usage.cpuSeconds());
    }
}
