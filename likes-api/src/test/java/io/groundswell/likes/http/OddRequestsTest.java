package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.likes.ApiServer;
import io.groundswell.likes.Contract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to requests that hardly any client sends stands in the document, too. */
class OddRequestsTest {
    private static final Pattern CONTENT_TYPE = Pattern.compile("(?im)^content-type: ([^\\r\\n]*)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Contract contract = Contract.load();
    private final ApiServer server = new ApiServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/videos/%zz",
        "GET, /v1/videos/42?a=%zz",
        "GET, /v1/videos/42/comments?limit=%zz",
        "GET, /v1/videos/%zz/likes",
        "POST, /v1/videos/%zz/likes",
        "POST, /v1/videos/42/comments?a=%zz",
        "GET, /openapi.yaml?a=%zz"
    })
    void server_shouldAnswerAsDocumented_whenTheTargetCannotBeDecoded(String method, String target) throws Exception {
        assertThat(answer(method, target, "Content-Length: 0")).isEqualTo("bad-request");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/videos/42",
        "GET, /v1/videos/42/comments",
        "POST, /v1/videos/42/likes",
        "POST, /v1/videos/42/comments",
        "GET, /openapi.yaml"
    })
    void server_shouldAnswerAsDocumented_whenTheBodyHasTwoLengths(String method, String target) throws Exception {
        assertThat(answer(method, target, "Transfer-Encoding: chunked\r\nContent-Length: 3"))
                .isEqualTo("bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/videos/42", "/v1/videos/42/comments", "/v1/videos/42/likes", "/health/live"})
    void server_shouldAnswerAsDocumented_whenAReadHasALongBody(String path) {
        assertThat(server.send("GET", path, "x".repeat(17 << 10)).problem()).isEqualTo("body-too-large");
    }

    /** @return the problem, of which the document was found to know */
    private String answer(String method, String target, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String request =
                    method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Contract.Seen seen = seen(answer);
            contract.check(method, target, seen);
            return seen.problem();
        }
    }

    private static Contract.Seen seen(String answer) throws IOException {
        assertThat(answer).startsWith("HTTP/1.1 ");
        int end = answer.indexOf("\r\n\r\n");
        Matcher type = CONTENT_TYPE.matcher(answer.substring(0, end + 2));
        assertThat(type.find()).as(answer).isTrue();
        return new Contract.Seen(
                Integer.parseInt(answer.substring(9, 12)), type.group(1), JSON.readTree(answer.substring(end + 4)));
    }
}
