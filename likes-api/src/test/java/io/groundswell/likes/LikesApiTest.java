package io.groundswell.likes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.http.BindFailedException;
import io.groundswell.http.Response;
import io.groundswell.http.Routes;
import io.groundswell.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing listens where its queue and tables should be: what it says then shows that all of it is put together. */
class LikesApiTest {
    private static final Routes PAGE = Routes.builder()
            .get("/", "text/html", exchange -> exchange.respond(Response.bytes(200, "text/html", new byte[0])))
            .build();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void start_shouldServeEverything() throws Exception {
        try (LikesApi api = LikesApi.start(config(0), PAGE)) {
            assertThat(get(api, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(api, "/").statusCode()).isEqualTo(200);
            assertThat(get(api, "/metrics").body())
                    .contains("groundswell_api_likes_accepted_total", "groundswell_api_topics", "groundswell_http_");
            assertThat(like(api).body()).contains("store-unavailable");
            assertThat(get(api, "/v1/videos/42").body()).contains("store-unavailable");
        }
    }

    /** A GET of "/" as frames (RFC 9113, 4.1); the fields are numbered in RFC 7541, appendix A. */
    @Test
    void start_shouldServeHttp2_whenAClientSpeaksItFromTheFirstByte() throws Exception {
        String settings = "000000040000000000";
        String headers = "000006010500000001" + "828684410178";
        try (LikesApi api = LikesApi.start(config(0), PAGE);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(HexFormat.of().parseHex(settings + headers));

            assertThat(firstHeaders(socket.getInputStream())[0])
                    .as("the first field: status 200")
                    .isEqualTo((byte) 0x88);
        }
    }

    private static byte[] firstHeaders(InputStream in) throws IOException {
        while (true) {
            ByteBuffer frame = ByteBuffer.wrap(in.readNBytes(9));
            byte[] payload = in.readNBytes(frame.getInt(0) >>> 8);
            if (frame.get(3) == 1) {
                return payload;
            }
        }
    }

    @Test
    void close_shouldEndIt_alsoTwice() throws Exception {
        LikesApi api = LikesApi.start(config(0), Routes.none());
        HttpRequest request = request(api, "/health/live").build();
        api.close();
        api.close();

        assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void start_shouldFailWithThePort_whenItIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LikesApiConfig config = config(taken.getLocalPort());

            assertThatThrownBy(() -> LikesApi.start(config, Routes.none()))
                    .isInstanceOf(BindFailedException.class)
                    .hasMessageStartingWith("port: " + taken.getLocalPort());
        }
    }

    private static LikesApiConfig config(int port) throws IOException {
        Map<String, String> variables = new HashMap<>();
        String nobody = "http://127.0.0.1:" + closedPort();
        variables.put("GROUNDSWELL_API_HOST", "127.0.0.1");
        variables.put("GROUNDSWELL_API_PORT", Integer.toString(port));
        variables.put("GROUNDSWELL_QUEUE_URL", nobody + "/000000000000/queue");
        variables.put("GROUNDSWELL_SQS_ENDPOINT", nobody);
        variables.put("GROUNDSWELL_DYNAMODB_ENDPOINT", nobody);
        // The first call loads the SDK, which takes its time where much else runs.
        variables.put("GROUNDSWELL_API_SEND_TIMEOUT_MILLIS", "10000");
        variables.put("GROUNDSWELL_AWS_CREDENTIALS", "local");
        variables.put("GROUNDSWELL_GUESTS", "true");
        variables.put("GROUNDSWELL_TOKEN_SECRET", "t".repeat(32));
        return Settings.read(variables, LikesApiConfig::read);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private HttpResponse<String> get(LikesApi api, String path) throws IOException, InterruptedException {
        return client.send(request(api, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> like(LikesApi api) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"reaction\":\"like\"}");
        return client.send(
                request(api, "/v1/videos/42/likes").POST(body).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(LikesApi api, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
    }
}
