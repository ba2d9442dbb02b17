package io.groundswell.fleet;

import io.groundswell.fleet.duty.Registration;
import io.groundswell.fleet.hub.DeliveryObserver;
import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.HubMetrics;
import io.groundswell.fleet.resume.AntiEntropy;
import io.groundswell.fleet.resume.ReadOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** Puts what the hub tells into meters. Thread-safe. */
final class FleetMeters implements HubMetrics {
    private final MeterRegistry registry;
    private final Counter frames;
    private final Counter overflows;
    private final Counter dropped;
    private final Counter gaps;
    private final Counter leftOut;
    private final Timer acceptToWrite;
    private final AtomicLong pinned = new AtomicLong();
    private final InstantSource clock;

    FleetMeters(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.frames = counter(FleetMetric.FRAMES);
        this.overflows = counter(FleetMetric.INTAKE_OVERFLOWS);
        this.dropped = counter(FleetMetric.DROPPED);
        this.gaps = counter(FleetMetric.GAPS);
        this.leftOut = counter(FleetMetric.LATEST_OVERFLOWS);
        Gauge.builder(FleetMetric.PINNED.metricName(), pinned::get)
                .description(FleetMetric.PINNED.meaning())
                .register(registry);
        this.acceptToWrite = Timer.builder(FleetMetric.ACCEPT_TO_WRITE.metricName())
                .description(FleetMetric.ACCEPT_TO_WRITE.meaning())
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    void watchConnections(IntSupplier connections) {
        Gauge.builder(FleetMetric.CONNECTIONS.metricName(), connections::getAsInt)
                .description(FleetMetric.CONNECTIONS.meaning())
                .register(registry);
    }

    void watchLeases(Registration registration) {
        FunctionCounter.builder(FleetMetric.LEASES_LOST.metricName(), registration, Registration::leasesLost)
                .description(FleetMetric.LEASES_LOST.meaning())
                .register(registry);
    }

    @Override
    public void ended(Ending ending) {
        if (ending.reason() == EndReason.TOO_SLOW) {
            dropped.increment();
        }
        registry.counter(FleetMetric.ENDED.metricName(), "code", ending.reason().code())
                .increment();
    }

    /** A stream that did not begin. */
    void refused(Ending ending) {
        registry.counter(
                        FleetMetric.REFUSED.metricName(),
                        "code",
                        ending.reason().code())
                .increment();
    }

    @Override
    public void appended(int count) {
        frames.increment(count);
    }

    @Override
    public void gapTold(int viewers) {
        gaps.increment(viewers);
        dropped.increment(viewers);
    }

    @Override
    public void leftOut(int values) {
        leftOut.increment(values);
    }

    void past(ReadOutcome outcome) {
        registry.counter(
                        FleetMetric.PASTS.metricName(),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void totalsRead(AntiEntropy.Outcome outcome) {
        registry.counter(
                        FleetMetric.TOTALS_READ.metricName(),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    @Override
    public void overflowed() {
        overflows.increment();
    }

    @Override
    public void pinned(long bytes) {
        pinned.set(bytes);
    }

    /** One for an event loop: it observes a few frames of some writes in each period. */
    DeliveryObserver observer() {
        return new SampledWrites(clock, acceptToWrite);
    }

    private Counter counter(FleetMetric metric) {
        return Counter.builder(metric.metricName())
                .description(metric.meaning())
                .register(registry);
    }
}
