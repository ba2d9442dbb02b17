package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
    private static final String KNOWN = "Origin: " + TestServer.ORIGIN + "\r\n";
    private static final String UNKNOWN = "Origin: https://evil.example\r\n";
    private static final String PREFLIGHT = "OPTIONS /echo/1 HTTP/1.1\r\nAccess-Control-Request-Method: POST\r\n";

    private final TestServer server = new TestServer();

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void addTo_shouldAllowTheOrigin_whenItIsConfigured() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.get("/echo/1", KNOWN).answer();

            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(TestServer.ORIGIN);
            assertThat(answer.header("Vary")).hasValue("origin");
        }
    }

    @Test
    void addTo_shouldAllowCookiesToConfiguredOriginsOnly_whenTheyAreWanted() {
        Cors cors = new Cors(Set.of(TestServer.ORIGIN)).withCredentials();

        assertThat(headers(cors, TestServer.ORIGIN).get("Access-Control-Allow-Credentials"))
                .isEqualTo("true");
        assertThat(headers(cors, TestServer.ORIGIN).get("Access-Control-Allow-Origin"))
                .isEqualTo(TestServer.ORIGIN);
        assertThat(headers(cors, "https://evil.example").contains("Access-Control-Allow-Credentials"))
                .isFalse();
        assertThat(headers(new Cors(Set.of(TestServer.ORIGIN)), TestServer.ORIGIN)
                        .contains("Access-Control-Allow-Credentials"))
                .isFalse();
    }

    private static HttpHeaders headers(Cors cors, String origin) {
        HttpHeaders headers = new DefaultHttpHeaders();
        cors.addTo(headers, origin);
        return headers;
    }

    @Test
    void addTo_shouldAllowNothingAndVary_whenTheOriginIsAnotherOrMissing() throws IOException {
        try (RawClient client = server.connect()) {
            for (String origin : new String[] {UNKNOWN, "Origin: null\r\n", ""}) {
                RawClient.Answer answer = client.get("/echo/1", origin).answer();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
                assertThat(answer.header("Vary")).hasValue("origin");
            }
        }
    }

    @Test
    void addTo_shouldAllowTheOrigin_whenTheAnswerIsAProblem() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.get("/nowhere", KNOWN).answer();

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(TestServer.ORIGIN);
        }
    }

    @Test
    void options_shouldAnswerThePreflight_whenTheOriginIsConfigured() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.send(PREFLIGHT + KNOWN + "\r\n").answer();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(TestServer.ORIGIN);
            assertThat(answer.header("Access-Control-Allow-Methods")).hasValue("GET, HEAD, OPTIONS, POST");
            assertThat(answer.header("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(allowed -> assertThat(allowed)
                            .contains("Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID"));
            assertThat(answer.header("Access-Control-Max-Age")).hasValue("600");
            assertThat(answer.header("Content-Length")).isEmpty();
        }
    }

    @Test
    void options_shouldAllowNothing_whenTheOriginIsAnother() throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.send(PREFLIGHT + UNKNOWN + "\r\n").answer();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.headers())
                    .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void options_shouldAnswer404_whenThePathIsUnknown() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.send("OPTIONS /nowhere HTTP/1.1\r\n" + KNOWN + "\r\n")
                            .answer()
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void cors_shouldRefuseTheConfiguration_whenAnOriginIsNotOne() {
        assertThatThrownBy(() -> new Cors(Set.of("https://page.example/")))
                .hasMessage("origin: https://page.example/ (expected: such as https://example.com)");
        assertThatThrownBy(() -> new Cors(Set.of("*"))).isInstanceOf(IllegalArgumentException.class);
    }
}
