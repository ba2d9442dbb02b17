package io.groundswell.http;

import io.micrometer.core.instrument.MeterRegistry;

/** Reads what a server has counted. */
final class Meters {
    private Meters() {}

    static double connections(MeterRegistry registry) {
        return registry.get(HttpMetric.CONNECTIONS.metricName()).gauge().value();
    }

    static double gauge(MeterRegistry registry, HttpMetric metric) {
        return registry.get(metric.metricName()).gauge().value();
    }

    static double count(MeterRegistry registry, HttpMetric metric) {
        return registry.get(metric.metricName()).counter().count();
    }

    static long requests(MeterRegistry registry, String route, int status) {
        return registry
                .find(HttpMetric.REQUESTS.metricName())
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .timers()
                .stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }
}
