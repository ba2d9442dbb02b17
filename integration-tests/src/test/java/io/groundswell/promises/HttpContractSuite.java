package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.access.InternalRequest;
import io.groundswell.access.InternalSignature;
import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.local.Platform;
import io.groundswell.registry.Node;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API and a node answer to requests that are wrong, broken or odd, byte by byte. */
@EndToEnd
class HttpContractSuite {
    private static final String KEY = "a key for this suite of thirty-two characters or more";
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final String LIKES = "/v1/videos/contract/likes";
    private static final String EMPTY_BATCH = "{\"v\":1,\"topics\":[]}";

    private static Platform platform;
    private static Node node;

    /** Who is asked. */
    enum Server {
        API,
        NODE;

        URI address() {
            return switch (this) {
                case API -> platform.api();
                case NODE -> URI.create("http://" + node.stream());
            };
        }

        /** A path that takes {@code GET} and nothing else. */
        String readable() {
            return switch (this) {
                case API -> "/v1/videos/contract";
                case NODE -> "/v1/stream?topic=video:contract";
            };
        }
    }

    @BeforeAll
    static void start() {
        platform = Platform.start(
                Backend.options().withNodes(1).withVariables(Map.of("GROUNDSWELL_INTERNAL_KEY", KEY)), line -> {});
        String own = platform.nodes().getFirst().id();
        node = platform.directory().find(own).orElseThrow();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reaction\":",
                "",
                "[]",
                "{\"reaction\":5}",
                "{\"reaction\":[\"like\"]}",
                "{\"reaction\":null}",
                "{}"
            })
    void api_shouldAnswer400_whenTheBodyIsMalformedOrAFieldOfTheWrongType(String body) throws Exception {
        assertProblem(post(Server.API.address(), LIKES, "", body), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"v\":", "", "[]", "{\"v\":\"1\",\"topics\":[]}", "{\"v\":1,\"topics\":{}}"})
    void node_shouldAnswer400_whenTheBatchIsMalformedOrAFieldOfTheWrongType(String body) throws Exception {
        assertProblem(post(node.deliveries(), node.deliveries().getPath(), signed(body), body), 400);
    }

    @Test
    void api_shouldIgnoreUnknownFields() throws Exception {
        assertThat(post(Server.API.address(), LIKES, "", "{\"reaction\":\"like\",\"later\":{\"a\":[1]}}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void node_shouldIgnoreUnknownFields() throws Exception {
        String body = "{\"v\":1,\"topics\":[],\"later\":{\"a\":[1]}}";
        assertThat(post(node.deliveries(), node.deliveries().getPath(), signed(body), body)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void node_shouldAnswer401_whenTheSignatureIsForAnotherBody() throws Exception {
        String other = "{\"v\":1,\"topics\":[],\"a\":1}";
        assertProblem(post(node.deliveries(), node.deliveries().getPath(), signed(EMPTY_BATCH), other), 401);
        assertProblem(post(node.deliveries(), node.deliveries().getPath(), "", EMPTY_BATCH), 401);
    }

    @Test
    void api_shouldAnswer413_whenTheBodyIsOverTheLimit() throws Exception {
        String text = "x".repeat(17 << 10);
        assertProblem(post(Server.API.address(), LIKES, "", "{\"reaction\":\"" + text + "\"}"), 413);
    }

    @Test
    void node_shouldAnswer413_whenTheBatchIsOverTheLimit() throws Exception {
        String body = "{\"v\":1,\"topics\":[],\"x\":\"" + "x".repeat(1 << 20) + "\"}";
        assertProblem(post(node.deliveries(), node.deliveries().getPath(), signed(body), body), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"film:42", "video", "video:", ":42", "video:a%20b", "VIDEO:42"})
    void node_shouldAnswer400_whenTheTopicIsOfNoKnownKindOrHasNoId(String topic) throws Exception {
        RawHttp.Answer answer = exchange(Server.NODE.address(), get("/v1/stream?topic=" + topic, ""));
        assertProblem(answer, 400);
        assertThat(answer.body()).contains("urn:groundswell:problem:invalid-topic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/videos/a%20b/likes", "/v1/videos/a:b/likes"})
    void api_shouldAnswer400_whenTheTopicIsNone(String path) throws Exception {
        RawHttp.Answer answer = post(Server.API.address(), path, "", "{\"reaction\":\"like\"}");
        assertProblem(answer, 400);
        assertThat(answer.body()).contains("urn:groundswell:problem:invalid-topic");
    }

    @ParameterizedTest
    @EnumSource
    void server_shouldAnswer405WithAllow_whenTheMethodIsWrong(Server server) throws Exception {
        RawHttp.Answer answer =
                exchange(server.address(), "DELETE " + server.readable() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertProblem(answer, 405);
        assertThat(answer.hasHeader("\r\nAllow: GET")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void server_shouldAnswer404_whenThereIsNoSuchPath(Server server) throws Exception {
        assertProblem(exchange(server.address(), get("/v1/nothing", "")), 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/conversations/1/messages",
                "/v1/conversations/1/typing",
                "/v1/conversations/1/seen",
                "/v1/members/1/notifications",
                "/v1/presence",
                "/v1/events"
            })
    void api_shouldAnswer404_whenItIsYetToBeBuilt(String path) throws Exception {
        assertProblem(exchange(Server.API.address(), get(path, "")), 404);
        assertProblem(post(Server.API.address(), path, "", "{}"), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "text/event-stream;q=0", "*/*;q=0"})
    void node_shouldAnswer406_whenAcceptExcludesEventStreams(String accept) throws Exception {
        assertProblem(exchange(Server.NODE.address(), get(Server.NODE.readable(), "Accept: " + accept + "\r\n")), 406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Accept: */*\r\n", "Accept: text/*\r\n", "Accept: text/html, text/event-stream;q=0.1\r\n"})
    void node_shouldServe_whenAcceptIsAbsentOrAllowsEventStreams(String accept) throws Exception {
        RawHttp.Answer answer = exchange(Server.NODE.address(), get(Server.NODE.readable(), accept));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.hasHeader("content-type: text/event-stream")).isTrue();
    }

    @Test
    void api_shouldAnswer406_whenAcceptExcludesJson() throws Exception {
        assertProblem(exchange(Server.API.address(), get(Server.API.readable(), "Accept: text/event-stream\r\n")), 406);
    }

    @ParameterizedTest
    @EnumSource
    void server_shouldAnswer408Within10Seconds_whenARequestIsNotSentToItsEnd(Server server) throws Exception {
        try (RawHttp http = new RawHttp(server.address(), PATIENCE)) {
            long begun = System.nanoTime();
            RawHttp.Answer answer = http.send("GET " + server.readable() + " HTTP/1.1\r\nHost: loc")
                    .answer();
            assertProblem(answer, 408);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(11));
        }
    }

    @ParameterizedTest
    @EnumSource
    void server_shouldAnswerInOrder_whenTwoRequestsComeInOneSegment(Server server) throws Exception {
        try (RawHttp http = new RawHttp(server.address(), PATIENCE)) {
            http.send(get("/health/live", "") + get("/v1/nothing", "") + get("/health/ready", ""));
            assertThat(http.answer().body()).contains("live");
            assertThat(http.answer().status()).isEqualTo(404);
            assertThat(http.answer().body()).contains("ready");
        }
    }

    @Test
    void api_shouldAnswerInOrder_whenALikeIsFollowedByARead() throws Exception {
        String like =
                "POST " + LIKES + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 19\r\n\r\n{\"reaction\":\"like\"}";
        try (RawHttp http = new RawHttp(Server.API.address(), PATIENCE)) {
            http.send(like + like + get(Server.API.readable(), ""));
            assertThat(http.answer().status()).isEqualTo(202);
            assertThat(http.answer().status()).isEqualTo(202);
            assertThat(http.answer().body()).contains("totals");
        }
    }

    @ParameterizedTest
    @EnumSource
    void server_shouldAnswer431_whenAHeaderHas100Kilobytes(Server server) throws Exception {
        String header = "X-Long: " + "x".repeat(100 << 10) + "\r\n";
        assertProblem(exchange(server.address(), get(server.readable(), header)), 431);
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static RawHttp.Answer post(URI server, String path, String headers, String body) throws Exception {
        return exchange(
                server,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    private static RawHttp.Answer exchange(URI server, String request) throws Exception {
        try (RawHttp http = new RawHttp(server, PATIENCE)) {
            return http.send(request).answer();
        }
    }

    private static String signed(String body) {
        InternalSignature.Headers headers = new InternalSignature(KEY, InstantSource.system())
                .sign(new InternalRequest(
                        "POST",
                        node.deliveries().getPath(),
                        node.id(),
                        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))));
        return InternalSignature.TIMESTAMP_HEADER + ": " + headers.timestamp() + "\r\n"
                + InternalSignature.SIGNATURE_HEADER + ": " + headers.signature() + "\r\n";
    }

    private static void assertProblem(RawHttp.Answer answer, int status) {
        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
        assertThat(answer.hasHeader("content-type: application/problem+json")).isTrue();
        assertThat(answer.body()).contains("\"type\":\"urn:groundswell:problem:", "\"status\":" + status);
    }
}
