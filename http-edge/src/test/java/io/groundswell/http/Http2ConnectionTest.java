package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class Http2ConnectionTest {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final HttpLimits SHORT_REQUEST = HttpLimits.DEFAULT.withTimeouts(SHORT, TestServer.UNREACHED);
    private static final HttpLimits SHORT_IDLE = HttpLimits.DEFAULT.withTimeouts(TestServer.UNREACHED, SHORT);

    @Test
    void channelRead_shouldServe_whenTheClientBeginsWithHttp2() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            assertThat(client.get("/echo/1?q=a").answer().body()).contains("\"id\":\"1\"", "\"query\":[\"a\"]");
            assertThat(client.post("/echo/2")
                            .data("abc", false)
                            .data("def", true)
                            .answer()
                            .body())
                    .contains("\"body\":\"abcdef\"");
            assertThat(Meters.requests(server.meters, "/echo/{id}", 200)).isEqualTo(2);
            assertThat(Meters.connections(server.meters)).isEqualTo(1);
        }
    }

    @Test
    void channelRead_shouldTellItsBounds_whenItBegins() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Settings settings = client.settings();

            assertThat(settings.maxConcurrentStreams()).isEqualTo(Http2Pipeline.MOST_STREAMS);
            assertThat(settings.maxHeaderListSize()).isEqualTo(65_536L);
        }
    }

    @Test
    void channelRead_shouldAnswerEachWhenItIsReady_whenStreamsRunSideBySide() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Client.Stream slow = client.get("/later/1");
            Exchange exchange = server.nextWaiting();
            assertThat(client.get("/echo/2").answer().status()).isEqualTo(200);
            exchange.respond(TestServer.text("late"));

            assertThat(slow.answer().body()).isEqualTo("late");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "PRI * HTTP/2.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r"})
    void decode_shouldAnswer408_whenThePrefaceIsNotSentToItsEnd(String part) throws Exception {
        try (TestServer server = new TestServer(SHORT_REQUEST);
                RawClient client = server.connect()) {
            assertThat(client.send(part).answer().status()).isEqualTo(408);
        }
    }

    @Test
    void decode_shouldServeHttp1_whenItOnlyBeginsLikeThePreface() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            assertThat(client.send("P")
                            .send("OST /echo/1 HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
            assertThat(client.send(PREFACE).answer().status()).isEqualTo(404);
        }
    }

    @Test
    void decode_shouldKnowThePreface_whenItComesInSingleBytes() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            for (int i = 0; i < PREFACE.length(); i++) {
                client.send(PREFACE.substring(i, i + 1));
            }
            byte[] header = client.read(9);
            // A frame of SETTINGS is the first that comes.
            assertThat(header[3]).isEqualTo((byte) 4);
        }
    }

    @Test
    void decode_shouldNotSpeakHttp2_whenTheServerDoesNot() throws Exception {
        try (TestServer server = TestServer.withoutHttp2();
                RawClient client = server.connect()) {
            assertThat(client.send(PREFACE).answer().status()).isEqualTo(404);
        }
    }

    @Test
    void handlerAdded_shouldClose_whenNoSettingsFollowThePreface() throws Exception {
        try (TestServer server = new TestServer(SHORT_REQUEST);
                RawClient client = server.connect()) {
            client.send(PREFACE);

            assertThat(client.rest()).isNotEmpty();
            await().until(() -> Meters.connections(server.meters) == 0);
        }
    }

    @Test
    void streamClosed_shouldPartAndClose_whenNoFurtherStreamComes() throws Exception {
        try (TestServer server = new TestServer(SHORT_IDLE);
                Http2Client client = new Http2Client(server.port())) {
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);

            assertThat(client.farewell().error()).isEqualTo(Http2Error.NO_ERROR.code());
            assertThat(client.awaitEnd()).isTrue();
            await().until(() -> Meters.connections(server.meters) == 0);
        }
    }

    @Test
    void streamOpened_shouldKeepTheConnection_whenAnAnswerTakesLongerThanItMayIdle() throws Exception {
        try (TestServer server = new TestServer(SHORT_IDLE);
                Http2Client client = new Http2Client(server.port());
                RawClient clock = server.connect()) {
            Http2Client.Stream slow = client.get("/later/1");
            Exchange exchange = server.nextWaiting();
            assertThat(clock.rest()).isEmpty();
            exchange.respond(TestServer.text("late"));

            assertThat(slow.answer().body()).isEqualTo("late");
        }
    }

    @Test
    void finish_shouldLetRunningRequestsFinish_whenTheServerCloses() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            Http2Client.Stream running = client.get("/later/1");
            Exchange exchange = server.nextWaiting();
            Thread closing = Thread.ofPlatform().start(() -> server.server().close());

            assertThat(client.farewell().lastStream()).isEqualTo(Integer.MAX_VALUE);
            assertThat(client.farewell().lastStream()).isEqualTo(3);
            assertThat(closing.isAlive()).isTrue();
            exchange.respond(TestServer.text("done"));
            assertThat(running.answer().body()).isEqualTo("done");
            assertThat(client.awaitEnd()).isTrue();
            assertThat(closing.join(Duration.ofSeconds(4))).isTrue();
        }
    }

    @Test
    void finish_shouldCloseAtOnce_whenNoRequestRuns() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
            long started = System.nanoTime();
            server.server().close();

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(4));
            assertThat(client.awaitEnd()).isTrue();
        }
    }

    @Test
    void abort_shouldClose_whenARequestIsNeverAnswered() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            client.get("/later/1");
            server.nextWaiting();
            Thread closing = Thread.ofPlatform().start(() -> server.server().close());

            assertThat(closing.join(Duration.ofSeconds(8))).isTrue();
            assertThat(client.awaitEnd()).isTrue();
        }
    }

    @Test
    void exceptionCaught_shouldEndTheConnection_whenStreamsAreOpenedAndResetWithoutEnd() throws Exception {
        try (TestServer server = new TestServer();
                Http2Client client = new Http2Client(server.port())) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            client.get("/echo/1").reset();
                        }
                    })
                    .isInstanceOf(ClosedChannelException.class);
            assertThat(client.awaitEnd()).isTrue();
            assertThat(Meters.count(server.meters, HttpMetric.HTTP2_FAILED)).isEqualTo(1);
            await().until(() -> Meters.connections(server.meters) == 0);
        }
    }

    @Test
    void exceptionCaught_shouldEndTheConnection_whenFramesAreNone() throws Exception {
        try (TestServer server = new TestServer();
                RawClient client = server.connect()) {
            client.send(PREFACE + "\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000" + "z".repeat(100));

            assertThat(client.rest()).isNotEmpty();
            assertThat(Meters.count(server.meters, HttpMetric.HTTP2_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void enter_shouldRefuseStreams_whenAsManyAsMayAreOpenOnAllConnections() throws Exception {
        Peers few = new Peers(3, false, Peers.DEFAULT.lostAfter());
        try (TestServer server = new TestServer(HttpLimits.DEFAULT, Routes.none(), few);
                Http2Client client = new Http2Client(server.port());
                Http2Client other = new Http2Client(server.port())) {
            List<Http2Client.Stream> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(client.get("/later/" + i));
            }
            List<Exchange> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(server.nextWaiting());
            }
            assertThat(Meters.gauge(server.meters, HttpMetric.STREAMS)).isEqualTo(3);
            assertThat(other.get("/echo/1").resetBy()).isEqualTo(Http2Error.REFUSED_STREAM);
            assertThat(Meters.count(server.meters, HttpMetric.STREAMS_REFUSED)).isEqualTo(1);
            waiting.forEach(exchange -> exchange.respond(TestServer.text("now")));

            assertThat(Http2Client.answers(open)).allMatch(answer -> answer.status() == 200);
            await().until(() -> Meters.gauge(server.meters, HttpMetric.STREAMS) == 0);
            assertThat(other.get("/echo/1").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void channelActive_shouldTurnAway_whenAsManyAsMayAreConnected() throws Exception {
        Peers one = new Peers(1, false, Peers.DEFAULT.lostAfter());
        try (TestServer server = new TestServer(HttpLimits.DEFAULT, Routes.none(), one);
                Http2Client client = new Http2Client(server.port())) {
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
            try (Http2Client other = new Http2Client(server.port())) {
                assertThat(other.awaitEnd()).isTrue();
            }
            assertThat(Meters.count(server.meters, HttpMetric.TURNED_AWAY)).isEqualTo(1);
        }
    }
}
