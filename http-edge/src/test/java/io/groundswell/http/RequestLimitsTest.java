package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLimitsTest {
    private static final int MOST = HttpLimits.DEFAULT.maxBodyBytes();
    private static final String CHUNKED = "POST /echo/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final TestServer server = new TestServer();

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void append_shouldTakeTheBody_whenItIsAsLongAsAllowed() throws IOException {
        try (RawClient client = server.connect()) {
            String body = "x".repeat(MOST);
            assertThat(client.post("/echo/1", body).answer().body()).contains(body);
            assertThat(client.send(CHUNKED + Integer.toHexString(MOST) + "\r\n" + body + "\r\n0\r\n\r\n")
                            .answer()
                            .body())
                    .contains(body);
        }
    }

    @Test
    void begin_shouldAnswer413AndClose_whenTheAnnouncedBodyIsTooLong() throws IOException {
        try (RawClient client = server.connect()) {
            expectRefusal(client.post("/echo/1", "x".repeat(MOST + 1)), 413, "body-too-large");
        }
    }

    @Test
    void begin_shouldAnswer413BeforeTheBodyComes_whenItIsAnnouncedTooLong() throws IOException {
        try (RawClient client = server.connect()) {
            expectRefusal(
                    client.send("POST /echo/1 HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"), 413, "body-too-large");
        }
    }

    @Test
    void append_shouldAnswer413AndClose_whenChunksBecomeTooLong() throws IOException {
        try (RawClient client = server.connect()) {
            expectRefusal(
                    client.send(CHUNKED + ("1000\r\n" + "x".repeat(0x1000) + "\r\n").repeat(5)), 413, "body-too-large");
        }
    }

    @Test
    void leave_shouldDeliverTheAnswer_whenTheClientIsStillSendingAMegabyte() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = server.connect()) {
                expectRefusal(client.post("/echo/1", "x".repeat(1 << 20)), 413, "body-too-large");
            }
        }
    }

    @Test
    void decode_shouldAnswer414AndClose_whenTheRequestLineIsTooLong() throws IOException {
        try (RawClient client = server.connect()) {
            expectRefusal(client.get("/echo/" + "x".repeat(5_000)), 414, "uri-too-long");
        }
        try (RawClient client = server.connect()) {
            expectRefusal(client.send("GET /" + "x".repeat(500_000)), 414, "uri-too-long");
        }
    }

    @Test
    void decode_shouldAnswer431AndClose_whenAHeaderHas100Kilobytes() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = server.connect()) {
                expectRefusal(
                        client.get("/echo/1", "X-Long: " + "x".repeat(100 * 1024) + "\r\n"), 431, "header-too-large");
            }
        }
    }

    @Test
    void decode_shouldAnswer431AndClose_whenManyHeadersAreTooLargeTogether() throws IOException {
        try (RawClient client = server.connect()) {
            expectRefusal(
                    client.get("/echo/1", ("X-Some: " + "x".repeat(100) + "\r\n").repeat(200)),
                    431,
                    "header-too-large");
        }
    }

    private static void expectRefusal(RawClient client, int status, String slug) throws IOException {
        RawClient.Answer answer = client.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.header("Connection")).hasValue("close");
        assertThat(answer.body()).contains("\"type\":\"urn:groundswell:problem:" + slug + "\"", "\"status\":" + status);
        assertThat(client.rest()).isEmpty();
    }
}
