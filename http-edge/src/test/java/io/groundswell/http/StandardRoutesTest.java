package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StandardRoutesTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final Routes routes = StandardRoutes.of(registry, ready::get);

    @Test
    void health_shouldSayWhetherTrafficIsWanted_whenItIsAsked() throws IOException {
        try (TestServer server = TestServer.with(routes);
                RawClient client = server.connect()) {
            assertThat(client.get("/health/live").answer().body())
                    .contains("\"status\":\"live\"", "\"version\":\"" + CodeVersion.current() + "\"");
            assertThat(client.get("/health/ready").answer().status()).isEqualTo(200);
            ready.set(false);
            assertThat(client.get("/health/live").answer().status()).isEqualTo(200);
            RawClient.Answer answer = client.get("/health/ready").answer();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("urn:groundswell:problem:not-ready");
        }
    }

    @Test
    void metrics_shouldBePrometheusText_whenTheyAreScraped() throws IOException {
        registry.counter("groundswell.some").increment(3);
        try (TestServer server = TestServer.with(routes);
                RawClient client = server.connect()) {
            RawClient.Answer answer = client.get(
                            "/metrics", "Accept: application/openmetrics-text;version=1.0.0,text/plain;q=0.5\r\n")
                    .answer();

            assertThat(answer.header("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body()).contains("groundswell_some_total 3.0");
        }
    }

    @Test
    void health_shouldBeThereWithoutMetrics_whenThePortIsPublic() throws IOException {
        try (TestServer server = TestServer.with(StandardRoutes.health(ready::get));
                RawClient client = server.connect()) {
            assertThat(client.get("/health/ready").answer().status()).isEqualTo(200);
            assertThat(client.get("/metrics").answer().status()).isEqualTo(404);
        }
    }

    @Test
    void metrics_shouldAnswer500_whenTheyCannotBeRead() throws IOException {
        PrometheusMeterRegistry broken = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) {
            @Override
            public String scrape() {
                throw new IllegalStateException("broken");
            }
        };
        try (TestServer server = TestServer.with(StandardRoutes.of(broken, () -> true));
                RawClient client = server.connect()) {
            assertThat(client.get("/metrics").answer().status()).isEqualTo(500);
        }
    }
}
