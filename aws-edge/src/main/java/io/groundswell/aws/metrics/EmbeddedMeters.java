package io.groundswell.aws.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a few of a process's meters every minute, and once more when it is closed: gauges as they are, counters by what came
 * since the last time, timers by their distribution since then. Meters that have tags are not for it: each value of a tag would
 * be a metric to be paid. Thread-safe; one thread, {@code metrics}, writes.
 */
public final class EmbeddedMeters extends StepMeterRegistry {
    /** As often as CloudWatch tells values apart. */
    static final Duration STEP = Duration.ofMinutes(1);

    private final EmbeddedLines lines;

    private static final class EveryStep implements StepRegistryConfig {
        @Override
        public Duration step() {
            return STEP;
        }

        @Override
        public String prefix() {
            return "embedded";
        }

        @Override
        public @Nullable String get(String key) {
            return null;
        }
    }

    EmbeddedMeters(EmbeddedLines lines, Set<String> names, Clock clock) {
        super(new EveryStep(), clock);
        this.lines = lines;
        config().meterFilter(MeterFilter.denyUnless(
                meter -> names.contains(meter.getName()) && meter.getTags().isEmpty()));
    }

    /**
     * The registry for a process's meters, which closes the other with itself.
     *
     * @param other which has all meters
     * @param lines where those of the names are written too; where there are none it is the other alone
     */
    public static MeterRegistry beside(MeterRegistry other, Optional<EmbeddedLines> lines, Set<String> names) {
        if (lines.isEmpty()) {
            return other;
        }
        EmbeddedMeters written = new EmbeddedMeters(lines.get(), names, Clock.SYSTEM);
        written.start(Thread.ofPlatform().name("metrics").daemon().factory());
        return new CompositeMeterRegistry(Clock.SYSTEM, Set.of(other, written));
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
        return new IntervalTimer(id, clock, statistics, pauses);
    }

    @Override
    protected TimeUnit getBaseTimeUnit() {
        return TimeUnit.MILLISECONDS;
    }

    @Override
    protected void publish() {
        lines.write(line -> getMeters().forEach(meter -> put(line, meter)));
    }

    private static void put(EmbeddedLines.Line line, Meter meter) {
        String name = meter.getId().getName();
        switch (meter) {
            case IntervalTimer timer ->
                timer.interval().forEach(millis -> line.put(name, MetricUnit.MILLISECONDS, millis));
            case Counter counter -> line.put(name, MetricUnit.COUNT, counter.count());
            case FunctionCounter counter -> line.put(name, MetricUnit.COUNT, counter.count());
            case Gauge gauge -> {
                // Not a number where what it watched is no longer there.
                if (Double.isFinite(gauge.value())) {
                    line.put(name, MetricUnit.COUNT, gauge.value());
                }
            }
            default ->
                throw new IllegalArgumentException("meter: " + name + " (expected: a timer, a counter or a gauge)");
        }
    }
}
