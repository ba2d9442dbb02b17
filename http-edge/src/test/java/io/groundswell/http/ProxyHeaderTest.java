package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakCheck.class)
class ProxyHeaderTest {
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10};
    private static final byte LOCAL = 0x20;
    private static final byte PROXY = 0x21;
    private static final byte TCP4 = 0x11;
    private static final byte UDP4 = 0x12;
    private static final byte TCP6 = 0x21;
    private static final Peers BEHIND_A_PROXY = new Peers(100, true, Duration.ofSeconds(30));
    private static final Routes WHO = Routes.builder()
            .get(
                    "/who",
                    "text/plain",
                    exchange -> exchange.respond(
                            TestServer.text(exchange.remote().getAddress().getHostAddress())))
            .build();

    @Test
    void remote_shouldBeWhomTheHeaderNames_whenItIsIpv4() throws IOException {
        try (TestServer server = server(TestServer.UNREACHED);
                RawClient client = server.connect()) {
            client.send(header(PROXY, TCP4, "203.0.113.7", "10.0.0.1")).get("/who");
            assertThat(client.answer().body()).isEqualTo("203.0.113.7");
            assertThat(client.get("/who").answer().body()).isEqualTo("203.0.113.7");
        }
    }

    @Test
    void remote_shouldBeWhomTheHeaderNames_whenItIsIpv6() throws IOException {
        try (TestServer server = server(TestServer.UNREACHED);
                RawClient client = server.connect()) {
            client.send(header(PROXY, TCP6, "2001:db8::7", "2001:db8::1")).get("/who");
            assertThat(client.answer().body()).isEqualTo("2001:db8:0:0:0:0:0:7");
        }
    }

    @Test
    void remote_shouldBeWhomTheHeaderNames_whenItComesByteByByteAndTheRequestsAtOnce() throws IOException {
        try (TestServer server = server(TestServer.UNREACHED);
                RawClient client = server.connect()) {
            for (byte one : header(PROXY, TCP4, "203.0.113.7", "10.0.0.1")) {
                client.send(new byte[] {one});
            }
            client.send("GET /who HTTP/1.1\r\n\r\nGET /who HTTP/1.1\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo("203.0.113.7");
            assertThat(client.answer().body()).isEqualTo("203.0.113.7");
        }
    }

    @Test
    void decoder_shouldLetHttp2In_whenItsPrefaceFollowsTheHeader() throws IOException {
        try (TestServer server = server(TestServer.UNREACHED);
                RawClient client = server.connect()) {
            client.send(header(PROXY, TCP4, "203.0.113.7", "10.0.0.1")).send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            // A frame of SETTINGS is the first that comes.
            assertThat(client.read(9)[3]).isEqualTo((byte) 4);
        }
    }

    @Test
    void remote_shouldBeTheBalancer_whenItSpeaksForItself() throws IOException {
        try (TestServer server = server(TestServer.UNREACHED);
                RawClient client = server.connect()) {
            client.send(header(LOCAL, (byte) 0, "", "")).get("/who");
            assertThat(client.answer().body()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /who HTTP/1.1\r\nHost: test\r\n\r\n",
                "PROXY TCP4 203.0.113.7 10.0.0.1 1 2\r\nGET /who HTTP/1.1\r\n\r\n",
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "\r\n\r\n\0\r\nQUIT\n!!\0\1"
            })
    void channelRead_shouldCloseWithoutAnAnswer_whenNoHeaderOfVersion2Comes(String text) throws IOException {
        try (TestServer server = server(Duration.ofMillis(300));
                RawClient client = server.connect()) {
            assertThat(readToTheEnd(client.send(text))).isEmpty();
        }
    }

    @Test
    void channelRead_shouldCloseWithoutAnAnswer_whenItIsNotTcp() throws IOException {
        try (TestServer server = server(TestServer.UNREACHED);
                RawClient client = server.connect()) {
            client.send(header(PROXY, UDP4, "203.0.113.7", "10.0.0.1")).get("/who");
            assertThat(readToTheEnd(client)).isEmpty();
        }
    }

    @Test
    void channelActive_shouldCloseWithoutAnAnswer_whenNothingComesInTime() throws IOException {
        try (TestServer server = server(Duration.ofMillis(300));
                RawClient client = server.connect()) {
            assertThat(client.rest()).isEmpty();
        }
    }

    /** A close with bytes unread is a reset, which ends what can be read as well. */
    private static String readToTheEnd(RawClient client) {
        try {
            return client.rest();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
            return "";
        }
    }

    private static TestServer server(Duration longestRequest) {
        return new TestServer(
                HttpLimits.DEFAULT.withTimeouts(longestRequest, TestServer.UNREACHED), WHO, BEHIND_A_PROXY);
    }

    private static byte[] header(byte command, byte family, String source, String destination) throws IOException {
        ByteArrayOutputStream addresses = new ByteArrayOutputStream();
        if (!source.isEmpty()) {
            addresses.write(InetAddress.getByName(source).getAddress());
            addresses.write(InetAddress.getByName(destination).getAddress());
            addresses.write(ByteBuffer.allocate(4)
                    .putShort((short) 50_000)
                    .putShort((short) 443)
                    .array());
        }
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(SIGNATURE);
        header.write(command);
        header.write(family);
        header.write(ByteBuffer.allocate(2).putShort((short) addresses.size()).array());
        header.write(addresses.toByteArray());
        return header.toByteArray();
    }

    @Test
    void headers_shouldGiveEveryLine_whenAProxyAddedItsOwn() throws IOException {
        Routes routes = Routes.builder()
                .get(
                        "/from",
                        "text/plain",
                        exchange -> exchange.respond(
                                TestServer.text(String.join("|", exchange.headers("x-forwarded-for")))))
                .build();
        try (TestServer server = TestServer.with(routes);
                RawClient client = server.connect()) {
            client.get("/from", "X-Forwarded-For: a, b\r\nX-Forwarded-For: c\r\n");
            assertThat(client.answer().body()).isEqualTo("a, b|c");
        }
    }
}
