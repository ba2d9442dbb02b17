package io.groundswell.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps {@link HttpMetric}s. What a client makes up (paths, methods) never becomes a tag. Thread-safe. */
final class HttpMeters {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry registry;
    private final String server;
    private final Counter turnedAway;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String method, String route, int status) {}

    HttpMeters(MeterRegistry registry, String server, OpenConnections connections) {
        this.registry = registry;
        this.server = server;
        HttpMetric metric = HttpMetric.CONNECTIONS;
        Gauge.builder(metric.metricName(), connections, OpenConnections::count)
                .description(metric.meaning())
                .tag("server", server)
                .register(registry);
        turnedAway = Counter.builder(HttpMetric.TURNED_AWAY.metricName())
                .description(HttpMetric.TURNED_AWAY.meaning())
                .tag("server", server)
                .register(registry);
    }

    void turnedAway() {
        turnedAway.increment();
    }

    void answered(String method, String route, int status, Duration took) {
        Key key = new Key(METHODS.contains(method) ? method : "other", route, status);
        timers.computeIfAbsent(key, this::timer).record(took);
    }

    private Timer timer(Key key) {
        HttpMetric metric = HttpMetric.REQUESTS;
        return Timer.builder(metric.metricName())
                .description(metric.meaning())
                .tag("server", server)
                .tag("method", key.method())
                .tag("route", key.route())
                .tag("status", Integer.toString(key.status()))
                .register(registry);
    }
}
