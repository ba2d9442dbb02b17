package io.groundswell.local;

import io.groundswell.aws.metrics.MetricUnit;
import io.groundswell.dispatch.metrics.DispatchMetric;
import io.groundswell.dispatch.metrics.DispatchMetrics;
import io.groundswell.dispatch.metrics.Measurements;
import io.groundswell.http.Cors;
import io.groundswell.http.EventLoops;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServer;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.http.StandardRoutes;
import io.groundswell.http.Transport;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the dispatcher measures, as a page: in Lambda CloudWatch makes metrics of its lines, here there is no CloudWatch. Owns its
 * server; any thread may use it.
 */
final class DispatcherMeters implements DispatchMetrics, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<DispatchMetric, DistributionSummary> summaries = new EnumMap<>(DispatchMetric.class);
    private final EventLoops loops;
    private final HttpServer server;

    private DispatcherMeters() {
        for (DispatchMetric metric : DispatchMetric.values()) {
            summaries.put(metric, summary(metric));
        }
        loops = EventLoops.start(Transport.NIO, 1, "dispatcher-metrics");
        HttpServerConfig listener =
                new HttpServerConfig(Platform.HOST, 0, HttpLimits.DEFAULT, Cors.NONE, "dispatcher-metrics");
        server = HttpServer.start(listener, StandardRoutes.of(registry, () -> true), loops);
    }

    /** Listens on a free port. */
    static DispatcherMeters start() {
        return new DispatcherMeters();
    }

    @Override
    public void invoked(Measurements measured) {
        measured.all().forEach((metric, values) -> {
            DistributionSummary summary = Objects.requireNonNull(summaries.get(metric), metric::name);
            for (double value : values) {
                summary.record(value);
            }
        });
    }

    /** Where the page is. */
    URI page() {
        return Platform.address(server.port()).resolve("/metrics");
    }

    @Override
    public void close() {
        server.close();
        loops.close();
    }

    private DistributionSummary summary(DispatchMetric metric) {
        return DistributionSummary.builder(metric.metricName())
                .description(metric.meaning())
                .baseUnit(
                        metric.unit() == MetricUnit.COUNT
                                ? null
                                : metric.unit().name().toLowerCase(Locale.ROOT))
                .publishPercentiles(0.5, 0.9, 0.99)
                .register(registry);
    }
}
