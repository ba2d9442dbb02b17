package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class Http2StreamTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void answer_shouldHaveWhatHttp1Has_whenThePathOrMethodIsNone() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Client.Answer nothing = client.get("/nowhere").answer();
            assertThat(nothing.status()).isEqualTo(404);
            assertThat(nothing.header("content-type")).hasValue("application/problem+json");
            assertThat(nothing.header("connection")).isEmpty();

            Http2Client.Answer method =
                    client.send(true, Http2Client.headers("DELETE", "/echo/1")).answer();
            assertThat(method.status()).isEqualTo(405);
            assertThat(method.header("allow")).hasValue("GET, HEAD, OPTIONS, POST");
        }
    }

    @Test
    void answer_shouldHaveTheHeadersOfCors_whenThePageIsAllowed() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Headers preflight = Http2Client.headers("OPTIONS", "/echo/1").set("origin", TestServer.ORIGIN);
            Http2Client.Answer answer = client.send(true, preflight).answer();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("access-control-allow-origin")).hasValue(TestServer.ORIGIN);
            assertThat(answer.header("access-control-allow-methods")).hasValue("GET, HEAD, OPTIONS, POST");
        }
    }

    @Test
    void answer_shouldHaveNoBody_whenTheMethodIsHead() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Client.Answer answer =
                    client.send(true, Http2Client.headers("HEAD", "/page")).answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-length")).hasValue("7");
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void answer_shouldBe500_whenTheEndpointFails() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Client.Answer answer = client.get("/fails").answer();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .contains("urn:groundswell:problem:internal")
                    .doesNotContain("secret");
        }
    }

    @Test
    void takeOver_shouldBe500_whenTheEndpointWantsTheConnection() throws Exception {
        Routes stream = Routes.builder()
                .get("/stream", "text/event-stream", exchange -> {
                    var _ = exchange.takeOver();
                })
                .build();
        try (TestServer server = TestServer.with(stream);
                Http2Client client = new Http2Client(server.port())) {
            assertThat(client.get("/stream").answer().status()).isEqualTo(500);
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void read_shouldAnswer413AndResetWithoutError_whenTheBodyIsTooLarge() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Client.Stream stream = client.post("/echo/1").data("x".repeat(16_385), false);

            assertThat(stream.answer().status()).isEqualTo(413);
            assertThat(stream.resetBy()).isEqualTo(Http2Error.NO_ERROR);
            assertThat(client.post("/echo/1")
                            .data("x".repeat(16_384), true)
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void read_shouldAnswer413BeforeTheBody_whenItsLengthIsAnnounced() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Headers head = Http2Client.headers("POST", "/echo/1").set("content-length", "16385");

            assertThat(client.send(false, head).answer().status()).isEqualTo(413);
        }
    }

    @Test
    void read_shouldAnswer414_whenThePathIsTooLong() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            assertThat(client.get("/echo/" + "x".repeat(5_000)).answer().status())
                    .isEqualTo(414);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17_000, 40_000})
    void read_shouldAnswer431AndGoOn_whenTheHeadersAreTooLarge(int bytes) throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Headers head = Http2Client.headers("GET", "/echo/1").set("x-long", "x".repeat(bytes));
            Http2Client.Answer answer = client.send(true, head).answer();

            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.body()).contains("urn:groundswell:problem:header-too-large");
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void read_shouldSend100_whenTheBodyIsExpectedAndWanted() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Headers head = Http2Client.headers("POST", "/echo/1").set("expect", "100-continue");
            Http2Client.Stream stream = client.send(false, head);

            assertThat(stream.head().status()).isEqualTo(100);
            assertThat(stream.data("abc", true).answer().body()).contains("\"body\":\"abc\"");
        }
    }

    @Test
    void channelActive_shouldAnswer408_whenTheBodyDoesNotEndInTime() throws Exception {
        try (TestServer server = new TestServer(HttpLimits.DEFAULT.withTimeouts(SHORT, TestServer.UNREACHED));
                Http2Client client = new Http2Client(server.port())) {
            Http2Client.Stream stream = client.post("/echo/1").data("abc", false);

            assertThat(stream.answer().status()).isEqualTo(408);
            assertThat(stream.resetBy()).isEqualTo(Http2Error.NO_ERROR);
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {":path", ":method", ":scheme"})
    void exceptionCaught_shouldRefuseTheStreamOnly_whenAPseudoHeaderIsMissing(String missing) throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Headers head = Http2Client.headers("GET", "/echo/1");
            head.remove(missing);

            assertThat(client.send(true, head).resetBy()).isEqualTo(Http2Error.PROTOCOL_ERROR);
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void begin_shouldAnswer400_whenTheMethodIsNone() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            assertThat(client.send(true, Http2Client.headers("G T", "/echo/1"))
                            .answer()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void answer_shouldBeDropped_whenTheClientHasResetTheStream() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Client.Stream stream = client.get("/later/1");
            Exchange exchange = server.nextWaiting();
            stream.reset();
            await().until(() -> Meters.gauge(server.meters, HttpMetric.STREAMS) == 0);
            exchange.respond(TestServer.text("late"));

            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void write_shouldResetTheStream_whenTheClientOpensNoWindowForTheAnswer() throws Exception {
        HttpLimits shortIdle = HttpLimits.DEFAULT.withTimeouts(TestServer.UNREACHED, SHORT);
        try (TestServer server = new TestServer(shortIdle);
                Http2Client client = new Http2Client(
                        server.port(), Http2Settings.defaultSettings().initialWindowSize(0))) {
            Http2Client.Stream stuck = client.get("/echo/1");

            assertThat(stuck.resetBy()).isEqualTo(Http2Error.CANCEL);
            await().until(() -> Meters.connections(server.meters) == 0);
        }
    }

    @Test
    void write_shouldKeepToTheWindow_whenTheAnswerIsLarge() throws Exception {
        String large = "x".repeat(3_000_000);
        Routes routes = Routes.builder()
                .get("/large", "text/plain", exchange -> exchange.respond(TestServer.text(large)))
                .build();
        try (TestServer server = TestServer.with(routes);
                Http2Client client = new Http2Client(server.port())) {
            List<Http2Client.Stream> streams = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                streams.add(client.get("/large"));
            }

            assertThat(Http2Client.answers(streams))
                    .allMatch(answer -> answer.body().length() == large.length());
        }
    }

    @Test
    void channelActive_shouldRefuseStreams_whenMoreRunAtOnceThanMayOnAConnection() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = Http2Client.deaf(server.port())) {
            List<Http2Client.Stream> streams = new ArrayList<>();
            for (int i = 0; i < Http2Pipeline.MOST_STREAMS; i++) {
                streams.add(client.get("/later/" + i));
            }
            assertThat(client.get("/echo/1").resetBy()).isEqualTo(Http2Error.REFUSED_STREAM);
            for (int i = 0; i < Http2Pipeline.MOST_STREAMS; i++) {
                server.nextWaiting().respond(TestServer.text("now"));
            }

            assertThat(Http2Client.answers(streams)).allMatch(answer -> answer.status() == 200);
        }
    }
}
