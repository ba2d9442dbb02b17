package io.groundswell.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampledWritesTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final Timer timer = new SimpleMeterRegistry().timer("accept.to.write");
    private final SampledWrites writes = new SampledWrites(() -> Instant.ofEpochMilli(now.get()), timer);

    @Test
    void wanted_shouldBeAFewFramesOfSomeWrites_whenThereAreManyInAPeriod() {
        assertThat(wanted(10_000)).isEqualTo(SampledWrites.MOST * SampledWrites.FRAMES);
    }

    @Test
    void wanted_shouldBeEveryWrite_whenThereAreFewInEachPeriod() {
        for (int period = 0; period < 10; period++) {
            assertThat(wanted(1)).isEqualTo(SampledWrites.FRAMES);
            now.addAndGet(SampledWrites.PERIOD_MILLIS);
        }
    }

    @Test
    void wanted_shouldBeMoreAgain_whenThePeriodIsOver() {
        int first = wanted(1_000);
        now.addAndGet(SampledWrites.PERIOD_MILLIS);
        assertThat(wanted(1_000)).isEqualTo(first);
    }

    @Test
    void written_shouldRecordHowLongEachTook_always() {
        writes.written(new long[] {990, 1_000, 1_005});
        assertThat(timer.count()).isEqualTo(3);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(10);
    }

    private int wanted(int looks) {
        return IntStream.range(0, looks).map(_ -> writes.wanted()).sum();
    }
}
