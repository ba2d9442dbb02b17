package io.groundswell.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What servers answer besides their own: {@code /health/live}, which says what code runs, {@code /health/ready} and {@code /metrics}. */
public final class StandardRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(StandardRoutes.class);
    private static final String JSON = "application/json";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private StandardRoutes() {}

    public static Routes of(PrometheusMeterRegistry registry, Readiness readiness) {
        return Routes.builder().add(health(readiness)).add(metrics(registry)).build();
    }

    /** For a port whose health a balancer looks at, and whose metrics are nobody's business there. */
    public static Routes health(Readiness readiness) {
        Map<String, String> live = Map.of("status", "live", "version", CodeVersion.current());
        return Routes.builder()
                .get("/health/live", JSON, exchange -> exchange.respond(Response.json(200, live)))
                .get("/health/ready", JSON, exchange -> exchange.respond(ready(readiness)))
                .build();
    }

    /** For a port that is not public. */
    public static Routes metrics(PrometheusMeterRegistry registry) {
        return Routes.builder()
                .get("/metrics", PROMETHEUS_TEXT, exchange -> scrape(registry, exchange))
                .build();
    }

    private static Response ready(Readiness readiness) {
        return readiness.isReady()
                ? Response.json(200, Map.of("status", "ready"))
                : Response.of(ProblemType.NOT_READY.with("The server wants no traffic now."));
    }

    /** Off the event loop: a page of metrics takes milliseconds that its other connections would wait. */
    private static void scrape(PrometheusMeterRegistry registry, Exchange exchange) {
        Thread.ofVirtual().name("scrape").start(() -> exchange.respond(page(registry)));
    }

    private static Response page(PrometheusMeterRegistry registry) {
        try {
            return Response.bytes(200, PROMETHEUS_TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            LOG.error("metrics: cannot be read", e);
            return Response.of(ProblemType.INTERNAL.with("The metrics cannot be read."));
        }
    }
}
