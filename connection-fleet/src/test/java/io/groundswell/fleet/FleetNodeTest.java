package io.groundswell.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.groundswell.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole nodes, as their settings wire them, on a DynamoDB that takes everything and has nothing. */
class FleetNodeTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] STREAM =
            "GET /v1/stream?topic=video:42 HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final HttpServer dynamoDb;

    FleetNodeTest() throws IOException {
        dynamoDb = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dynamoDb.createContext("/", FleetNodeTest::answerNothing);
        dynamoDb.start();
    }

    @AfterEach
    void stop() {
        dynamoDb.stop(0);
    }

    @Test
    void start_shouldSendViewersElsewhere_whenTheirStreamsHaveLivedTheTimeThatIsSet() throws Exception {
        try (FleetNode node = node(Map.of("GROUNDSWELL_STREAM_LIFETIME_MILLIS", "1000"));
                Socket viewer = connect(node)) {
            viewer.getOutputStream().write(STREAM);
            assertThat(reader(viewer).lines().toList())
                    .contains("event: open", "event: reconnect")
                    .anyMatch(line -> line.contains("\"code\":\"lifetime\""));
        }
    }

    @Test
    void start_shouldCountTheClientsThatProxiesName_whenConnectionsAreToBeginWithTheirHeader() throws Exception {
        Map<String, String> behindAProxy =
                Map.of("GROUNDSWELL_PROXY_PROTOCOL", "true", "GROUNDSWELL_MAX_STREAMS_PER_ADDRESS", "1");
        try (FleetNode node = node(behindAProxy);
                Socket first = connect(node);
                Socket second = connect(node);
                Socket other = connect(node)) {
            assertThat(status(first, "203.0.113.7")).startsWith("HTTP/1.1 200 ");
            assertThat(status(second, "203.0.113.7")).startsWith("HTTP/1.1 503 ");
            assertThat(status(other, "203.0.113.8")).startsWith("HTTP/1.1 200 ");
        }
    }

    private FleetNode node(Map<String, String> changed) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "GROUNDSWELL_TOKEN_SECRET",
                "t".repeat(32),
                "GROUNDSWELL_INTERNAL_KEY",
                "i".repeat(32),
                "GROUNDSWELL_GUESTS",
                "true",
                "GROUNDSWELL_STREAM_HOST",
                "127.0.0.1",
                "GROUNDSWELL_STREAM_PORT",
                "0",
                "GROUNDSWELL_INTERNAL_PORT",
                "0",
                "GROUNDSWELL_STREAM_EVENT_LOOPS",
                "1",
                "GROUNDSWELL_DRAIN_MILLIS",
                "0",
                "GROUNDSWELL_AWS_CREDENTIALS",
                "local",
                "GROUNDSWELL_DYNAMODB_ENDPOINT",
                "http://127.0.0.1:" + dynamoDb.getAddress().getPort()));
        variables.put("GROUNDSWELL_RESUME_FROM_HISTORY", "false");
        variables.putAll(changed);
        return FleetNode.start(Settings.read(variables, FleetConfig::read));
    }

    private static void answerNothing(HttpExchange exchange) throws IOException {
        try (exchange) {
            var _ = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, NOTHING.length);
            exchange.getResponseBody().write(NOTHING);
        }
    }

    private static Socket connect(FleetNode node) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.streamPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Asks for a stream, as a proxy that has the connection from there. */
    private static String status(Socket socket, String client) throws IOException {
        socket.getOutputStream().write(proxyHeader(client));
        socket.getOutputStream().write(STREAM);
        return String.valueOf(reader(socket).readLine());
    }

    /** Version 2, for TCP over IPv4. */
    private static byte[] proxyHeader(String client) throws IOException {
        HexFormat hex = HexFormat.of();
        String source = hex.formatHex(InetAddress.getByName(client).getAddress());
        return hex.parseHex("0d0a0d0a000d0a515549540a" + "2111000c" + source + "0a000001" + "c35001bb");
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
