package io.groundswell.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Keeps {@link HttpMetric}s. What a client makes up (paths, methods) never becomes a tag. Thread-safe. */
final class HttpMeters {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final MeterRegistry registry;
    private final String server;
    private final Counter turnedAway;
    private final Counter streamsRefused;
    private final Counter http2Failed;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String method, String route, int status) {}

    HttpMeters(MeterRegistry registry, String server, OpenConnections connections, OpenStreams streams) {
        this.registry = registry;
        this.server = server;
        gauge(HttpMetric.CONNECTIONS, connections, OpenConnections::count);
        gauge(HttpMetric.STREAMS, streams, OpenStreams::count);
        turnedAway = counter(HttpMetric.TURNED_AWAY);
        streamsRefused = counter(HttpMetric.STREAMS_REFUSED);
        http2Failed = counter(HttpMetric.HTTP2_FAILED);
    }

    private <T> void gauge(HttpMetric metric, T source, ToDoubleFunction<T> value) {
        Gauge.builder(metric.metricName(), source, value)
                .description(metric.meaning())
                .tag("server", server)
                .register(registry);
    }

    private Counter counter(HttpMetric metric) {
        return Counter.builder(metric.metricName())
                .description(metric.meaning())
                .tag("server", server)
                .register(registry);
    }

    void turnedAway() {
        turnedAway.increment();
    }

    void streamRefused() {
        streamsRefused.increment();
    }

    void http2Failed() {
        http2Failed.increment();
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
