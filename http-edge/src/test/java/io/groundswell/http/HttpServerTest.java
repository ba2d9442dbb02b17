package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpServerTest {
    private static HttpServerConfig config(String host, int port) {
        return new HttpServerConfig(host, port, HttpLimits.DEFAULT, Cors.NONE, "test");
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void start_shouldServe_whenTheTransportIsAvailable(Transport transport) throws IOException {
        assumeTrue(transport.isAvailable());
        Routes routes = Routes.builder()
                .get("/echo/{id}", "application/json", TestServer::echo)
                .build();
        try (EventLoops loops = EventLoops.start(transport, 2, "some");
                HttpServer server = HttpServer.start(config("127.0.0.1", 0), routes, loops);
                RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 3; i++) {
                RawClient.Answer answer = client.get("/echo/" + i).answer();
                assertThat(answer.body()).contains("\"id\":\"" + i + "\"");
                assertThat(answer.header("Vary")).isEmpty();
            }
            assertThat(client.get("/echo/" + "x".repeat(10_000)).answer().status())
                    .isEqualTo(414);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void start_shouldSayThePort_whenItIsTaken() {
        try (EventLoops loops = EventLoops.start(Transport.best(), 1, "some");
                HttpServer first = HttpServer.start(config("127.0.0.1", 0), Routes.none(), loops)) {
            assertThatThrownBy(() -> HttpServer.start(config("127.0.0.1", first.port()), Routes.none(), loops))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessage("port: " + first.port() + " (expected: a free port that this user may listen on)");
        }
    }

    @Test
    void start_shouldSayTheHost_whenItIsNotOfThisMachine() {
        try (EventLoops loops = EventLoops.start(Transport.best(), 1, "some")) {
            assertThatThrownBy(() -> HttpServer.start(config("192.0.2.1", 0), Routes.none(), loops))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessage("host: 192.0.2.1 (expected: an address of this machine)");
        }
    }

    @Test
    void close_shouldLetARunningRequestFinish_whenItIsAnsweredInTime() throws Exception {
        try (TestServer server = new TestServer();
                RawClient idle = server.connect();
                RawClient running = server.connect()) {
            assertThat(idle.get("/echo/1").answer().status()).isEqualTo(200);
            running.get("/later/1");
            Exchange exchange = server.nextWaiting();
            Thread closing = Thread.ofPlatform().start(() -> server.server().close());

            assertThat(idle.rest()).isEmpty();
            assertThat(closing.isAlive()).isTrue();
            exchange.respond(TestServer.text("done"));
            RawClient.Answer answer = running.answer();
            assertThat(answer.body()).isEqualTo("done");
            assertThat(answer.header("Connection")).hasValue("close");
            running.close();
            assertThat(closing.join(Duration.ofSeconds(4))).isTrue();
            assertThatThrownBy(() -> server.connect()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void close_shouldCloseAnyway_whenARequestIsNeverAnswered() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.get("/later/1");
            server.nextWaiting();
            Thread closing = Thread.ofPlatform().start(() -> server.server().close());

            assertThat(closing.join(Duration.ofSeconds(8))).isTrue();
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void respond_shouldDropTheAnswer_whenTheEventLoopsHaveEnded() throws Exception {
        TestServer server = new TestServer();
        try (RawClient client = server.connect()) {
            client.get("/later/1");
            Exchange exchange = server.nextWaiting();
            server.endLoops();
            exchange.respond(TestServer.text("late"));

            assertThat(client.rest()).isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void meters_shouldCountByTemplateAndStatus_whenRequestsAreAnswered() throws IOException {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.get("/echo/1").answer();
            client.get("/echo/2").answer();
            client.get("/nowhere/1").answer();
            client.send("BREW /nowhere HTTP/1.1\r\n\r\n").answer();

            assertThat(Meters.requests(server.meters, "/echo/{id}", 200)).isEqualTo(2);
            assertThat(Meters.requests(server.meters, "none", 404)).isEqualTo(2);
            assertThat(server.meters
                            .get(HttpMetric.REQUESTS.metricName())
                            .tag("method", "other")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(Meters.connections(server.meters)).isEqualTo(1);
            client.close();
            await().untilAsserted(
                            () -> assertThat(Meters.connections(server.meters)).isZero());
        }
    }

    @Test
    void meters_shouldHaveTheDocumentedTags_whenTheyAreRegistered() throws IOException {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.get("/echo/1").answer();
            for (HttpMetric metric : HttpMetric.values()) {
                assertThat(server.meters
                                .get(metric.metricName())
                                .meter()
                                .getId()
                                .getTags())
                        .extracting(tag -> tag.getKey())
                        .containsExactlyInAnyOrderElementsOf(
                                Arrays.asList(metric.tags().split(", ", -1)));
            }
        }
    }
}
