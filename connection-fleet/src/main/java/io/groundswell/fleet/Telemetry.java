package io.groundswell.fleet;

import io.groundswell.aws.metrics.EmbeddedMeters;
import io.groundswell.aws.metrics.MetricsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Where a node's meters are read: on a page, and in CloudWatch where it is told so. Thread-safe. */
final class Telemetry implements AutoCloseable {
    /** What the metrics for CloudWatch say that they are of. */
    private static final String COMPONENT = "node";

    private final PrometheusMeterRegistry page = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterRegistry registry;
    private final FleetMeters meters;

    /** @param output takes metrics for CloudWatch, where it gets such */
    Telemetry(MetricsConfig config, InstantSource clock, Consumer<String> output) {
        this.registry = EmbeddedMeters.beside(page, config.lines(COMPONENT, output), FleetMetric.embedded());
        this.meters = new FleetMeters(registry, clock);
    }

    /** What {@code /metrics} shows. */
    PrometheusMeterRegistry page() {
        return page;
    }

    /** Where the node's servers put their own. */
    MeterRegistry registry() {
        return registry;
    }

    FleetMeters meters() {
        return meters;
    }

    @Override
    public void close() {
        registry.close();
    }
}
