package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final HttpLimits SHORT_REQUEST = HttpLimits.DEFAULT.withTimeouts(SHORT, TestServer.UNREACHED);
    private static final HttpLimits SHORT_IDLE = HttpLimits.DEFAULT.withTimeouts(TestServer.UNREACHED, SHORT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /echo/1",
                "GET /echo/1 HTTP/1.1\r\n",
                "GET /echo/1 HTTP/1.1\r\nHost: te",
                "POST /echo/1 HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
                "POST /echo/1 HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc",
                "POST /echo/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                "POST /echo/1 HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
            })
    void channelRead_shouldAnswer408AndClose_whenOnlyPartOfARequestComes(String part) throws IOException {
        try (TestServer server = new TestServer(SHORT_REQUEST);
                RawClient client = server.connect()) {
            long started = System.nanoTime();
            client.send(part);
            RawClient.Answer answer = client.answer();
            if (answer.status() == 100) {
                answer = client.answer();
            }

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.header("Connection")).hasValue("close");
            assertThat(answer.body()).contains("urn:groundswell:problem:request-timeout");
            assertThat(client.rest()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(SHORT, SHORT.multipliedBy(10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "POST /echo/1 HTTP/1.1\r\n",
                "POST /echo/1 HTTP/1.1\r\nContent-Length: 9000\r\n\r\n",
                "POST /echo/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2000\r\n"
            })
    void channelRead_shouldAnswer408_whenBytesKeepDripping(String before) throws IOException {
        try (TestServer server = new TestServer(SHORT_REQUEST);
                RawClient client = server.connect()) {
            client.send(before);

            assertThat(client.drip("x".repeat(1_000)).status()).isEqualTo(408);
        }
    }

    @Test
    void channelRead_shouldNotAnswer408_whenTheEndpointIsSlowerThanTheClientMayBe() throws Exception {
        try (TestServer server = new TestServer(SHORT_REQUEST);
                RawClient client = server.connect();
                RawClient other = server.connect()) {
            client.get("/later/1");
            Exchange slow = server.nextWaiting();
            assertThat(other.send("G").answer().status()).isEqualTo(408);
            slow.respond(TestServer.text("late"));

            assertThat(client.answer().body()).isEqualTo("late");
        }
    }

    @Test
    void channelRead_shouldAnswer408_whenPartOfTheNextRequestCameWithTheOneBefore() throws Exception {
        try (TestServer server = new TestServer(SHORT_REQUEST);
                RawClient client = server.connect()) {
            client.send("GET /later/1 HTTP/1.1\r\n\r\nGET /la");
            server.nextWaiting().respond(TestServer.text("one"));

            assertThat(client.answer().body()).isEqualTo("one");
            assertThat(client.answer().status()).isEqualTo(408);
        }
    }

    @Test
    void channelRead_shouldGiveEachRequestItsOwnTime_whenTheyFollowEachOther() throws IOException {
        try (TestServer server = new TestServer(SHORT_REQUEST);
                RawClient client = server.connect();
                RawClient clock = server.connect()) {
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
            assertThat(clock.send("G").answer().status()).isEqualTo(408);
            assertThat(client.get("/echo/2").answer().status()).isEqualTo(200);
            assertThat(client.send("GET").answer().status()).isEqualTo(408);
        }
    }

    @Test
    void channelActive_shouldCloseWithoutAnswer_whenNoByteEverComes() throws IOException {
        try (TestServer server = new TestServer(SHORT_IDLE);
                RawClient client = server.connect()) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void channelRead_shouldCloseWithoutAnswer_whenOnlyLineBreaksCome() throws IOException {
        try (TestServer server = new TestServer(SHORT_IDLE);
                RawClient client = server.connect()) {
            assertThat(client.send("\r\n\r\n").rest()).isEmpty();
        }
    }

    @Test
    void answer_shouldCloseTheConnection_whenNoFurtherRequestComes() throws IOException {
        try (TestServer server = new TestServer(SHORT_IDLE);
                RawClient client = server.connect()) {
            assertThat(client.get("/echo/1").answer().status()).isEqualTo(200);
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void answer_shouldCloseTheConnection_whenTheClientDoesNotTakeIt() throws Exception {
        Routes huge = Routes.builder()
                .get("/huge", "text/plain", exchange -> exchange.respond(TestServer.text("x".repeat(40_000_000))))
                .build();
        try (TestServer server = new TestServer(SHORT_IDLE, huge);
                RawClient client = server.connect()) {
            client.get("/huge");
            await().until(() ->
                    Meters.connections(server.meters) == 0 && Meters.requests(server.meters, "/huge", 200) == 1);
            assertThat(client.head().status()).isEqualTo(200);
        }
    }
}
