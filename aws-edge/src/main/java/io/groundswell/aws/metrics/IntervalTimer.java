package io.groundswell.aws.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.NoopHistogram;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.step.StepTimer;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** A timer that keeps the distribution since it was asked last. Any thread may record, one asks. */
final class IntervalTimer extends StepTimer {
    /** As many as CloudWatch takes in one array, so that each is a percentile of its own. */
    static final int MOST_VALUES = 100;

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final double MICROS_PER_MILLI = 1_000;
    private static final int DIGITS = 2;

    private final Recorder recorder = new Recorder(LONGEST_MICROS, DIGITS);

    IntervalTimer(Id id, Clock clock, DistributionStatisticConfig statistics, PauseDetector pauses) {
        super(
                id,
                clock,
                statistics,
                pauses,
                TimeUnit.MILLISECONDS,
                EmbeddedMeters.STEP.toMillis(),
                NoopHistogram.INSTANCE);
    }

    @Override
    protected void recordNonNegative(long amount, TimeUnit unit) {
        super.recordNonNegative(amount, unit);
        recorder.recordValue(Math.min(unit.toMicros(amount), LONGEST_MICROS));
    }

    /**
     * What was recorded since the last call, in milliseconds: all of it where that is little, else values that stand for a
     * hundredth each, to two digits; those above 10 minutes count as 10 minutes.
     */
    DoubleStream interval() {
        Histogram since = recorder.getIntervalHistogram();
        int values = (int) Math.min(MOST_VALUES, since.getTotalCount());
        return IntStream.range(0, values)
                .mapToDouble(value -> since.getValueAtPercentile(100 * (value + 0.5) / values) / MICROS_PER_MILLI);
    }
}
