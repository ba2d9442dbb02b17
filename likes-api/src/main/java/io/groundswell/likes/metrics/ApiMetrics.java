package io.groundswell.likes.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The meters of each {@link ApiMetric}, all there from the start. Thread-safe. */
public final class ApiMetrics {
    private final MeterRegistry registry;
    private final Map<ApiMetric, Counter> counters;
    private final Map<ApiMetric, Timer> timers;

    public ApiMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.counters = each(
                ApiMetric.Kind.COUNTER,
                metric -> Counter.builder(metric.metricName())
                        .description(metric.meaning())
                        .register(registry));
        this.timers = each(
                ApiMetric.Kind.TIMER,
                metric -> Timer.builder(metric.metricName())
                        .description(metric.meaning())
                        .publishPercentileHistogram()
                        .register(registry));
    }

    public void count(ApiMetric metric) {
        of(counters, metric).increment();
    }

    public void time(ApiMetric metric, long nanos) {
        of(timers, metric).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** The source is held weakly: whoever owns it keeps it. */
    public <T> void gauge(ApiMetric metric, T source, ToDoubleFunction<T> value) {
        Gauge.builder(metric.metricName(), source, value)
                .description(metric.meaning())
                .register(registry);
    }

    private static <M> M of(Map<ApiMetric, M> meters, ApiMetric metric) {
        M meter = meters.get(metric);
        if (meter == null) {
            throw new IllegalArgumentException("metric: " + metric + " (expected: one of " + meters.keySet() + ")");
        }
        return meter;
    }

    private static <M> Map<ApiMetric, M> each(ApiMetric.Kind kind, Function<ApiMetric, M> create) {
        return Arrays.stream(ApiMetric.values())
                .filter(metric -> metric.kind() == kind)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), create));
    }
}
