package io.groundswell.fleet.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.Retries;
import io.groundswell.fleet.stream.SseFrames;
import io.groundswell.fleet.stream.StreamRefusal;
import io.groundswell.http.ClientAddress;
import io.groundswell.http.Cors;
import io.groundswell.http.EventLoops;
import io.groundswell.http.Exchange;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServer;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.http.Routes;
import io.groundswell.http.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private static final String EVENT_STREAM = "Accept: text/event-stream\r\n";

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final Entrance entrance = new Entrance(
            new Entrance.Rules(new Admission.Limits(3, 2), new ClientAddress(1)),
            new Lifetimes(Duration.ofMinutes(1), InstantSource.system(), new Random(1)),
            Retries.spreadOver(3_000, new Random(1)),
            new StreamRefusal(Cors.NONE, new SseFrames("local", "node-1", 15_000), this::count),
            this::count);
    private final EventLoops loops = EventLoops.start(Transport.best(), 2, "test");
    private final HttpServer server = HttpServer.start(
            new HttpServerConfig("127.0.0.1", 0, HttpLimits.DEFAULT, Cors.NONE, "test"),
            Routes.builder().get("/v1/stream", "text/event-stream", this::serve).build(),
            loops);

    @AfterEach
    void close() {
        server.close();
        loops.close();
    }

    @Test
    void letIn_shouldSend200AndReconnect_whenTheNodeIsFullAndAnEventSourceAsks() throws IOException {
        try (Socket _ = stream("1");
                Socket _ = stream("2");
                Socket _ = stream("3")) {
            List<String> answer = answer("GET", EVENT_STREAM, "4");
            assertThat(answer.getFirst()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(answer).contains("event: reconnect").anyMatch(line -> line.matches("retry: \\d+"));
            assertThat(answer).anyMatch(line -> line.contains("\"code\":\"node_full\""));
            assertThat(refused).containsExactly("node_full");
            assertThat(entrance.streams()).isEqualTo(3);
        }
    }

    @Test
    void letIn_shouldAnswer503WithRetryAfter_whenTheAddressIsFullAndSomeoneElseAsks() throws IOException {
        try (Socket _ = stream("1");
                Socket _ = stream("1")) {
            List<String> answer = answer("GET", "", "1");
            assertThat(answer.getFirst()).isEqualTo("HTTP/1.1 503 Service Unavailable");
            assertThat(answer).anyMatch(line -> line.matches("(?i)retry-after: [1-4]"));
            assertThat(answer).anyMatch(line -> line.contains("address_full"));
            assertThat(refused).containsExactly("address_full");
            try (Socket _ = stream("2")) {
                assertThat(entrance.streams()).isEqualTo(3);
            }
        }
    }

    @Test
    void letIn_shouldHaveRoomAgain_whenAConnectionHasClosed() throws IOException {
        Socket first = stream("1");
        try (Socket _ = stream("1")) {
            first.setSoLinger(true, 0);
            first.close();
            await().until(() -> entrance.streams() == 1);
            try (Socket _ = stream("1")) {
                assertThat(refused).isEmpty();
            }
        }
        await().until(() -> entrance.streams() == 0);
    }

    @Test
    void letIn_shouldGiveThePlaceBack_whenThereIsNoStreamToOpen() throws IOException {
        assertThat(answer("HEAD", "", "1").getFirst()).isEqualTo("HTTP/1.1 405 Method Not Allowed");
        assertThat(entrance.streams()).isZero();
    }

    @Test
    void close_shouldTurnEveryoneAway() throws IOException {
        try (Socket _ = stream("1")) {
            entrance.close();
            assertThat(answer("GET", EVENT_STREAM, "1"))
                    .startsWith("HTTP/1.1 200 OK")
                    .anyMatch(line -> line.contains("\"code\":\"node_stopping\""));
            List<String> other = answer("GET", "", "2");
            assertThat(other.getFirst()).isEqualTo("HTTP/1.1 503 Service Unavailable");
            assertThat(other).anyMatch(line -> line.contains("urn:groundswell:problem:not-ready"));
            assertThat(entrance.streams()).isEqualTo(1);
        }
    }

    private void count(Ending ending) {
        assertThat(ending.retryMillis()).isBetween(250L, 3_250L);
        refused.add(ending.reason().code());
    }

    private void serve(Exchange exchange) {
        entrance.letIn(exchange).ifPresent(EntranceTest::begin);
    }

    private static void begin(Channel channel) {
        var _ = channel.writeAndFlush(Unpooled.copiedBuffer("HTTP/1.1 200 OK\r\n\r\n", StandardCharsets.US_ASCII));
    }

    private Socket stream(String lastOfAddress) throws IOException {
        Socket socket = connect();
        send(socket, "GET", EVENT_STREAM, lastOfAddress);
        assertThat(reader(socket).readLine()).isEqualTo("HTTP/1.1 200 OK");
        return socket;
    }

    private List<String> answer(String method, String headers, String lastOfAddress) throws IOException {
        try (Socket socket = connect()) {
            send(socket, method, "Connection: close\r\n" + headers, lastOfAddress);
            return reader(socket).lines().toList();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String method, String headers, String lastOfAddress) throws IOException {
        String request = method + " /v1/stream HTTP/1.1\r\nHost: test\r\nX-Forwarded-For: 203.0.113." + lastOfAddress
                + "\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
