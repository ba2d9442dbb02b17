package io.groundswell.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.access.TokenConfig;
import io.groundswell.access.Tokens;
import io.groundswell.event.Topic;
import io.groundswell.http.Cors;
import io.groundswell.http.EventLoops;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServer;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRoutesTest {
    private static final String STREAM = "http://127.0.0.1:8081";
    private static final TokenConfig TOKENS = TokenConfig.ofSecret("s".repeat(32), false);
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([\\w.-]+)\"|from '\\./([\\w.-]+)'");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static EventLoops loops;
    private static HttpServer server;

    @BeforeAll
    static void start() {
        loops = EventLoops.start(Transport.NIO, 1, "page-test");
        PageConfig config = new PageConfig(URI.create(STREAM + "/v1/stream"), "42", true, List.of("like", "wow"));
        server = HttpServer.start(
                new HttpServerConfig("127.0.0.1", 0, HttpLimits.DEFAULT, Cors.NONE, "page"),
                PageRoutes.of(config, new DevelopmentTokens(TOKENS, InstantSource.system())),
                loops);
    }

    @AfterAll
    static void stop() {
        server.close();
        loops.close();
        CLIENT.close();
    }

    @Test
    void page_shouldServeEveryFileThatItRefersTo() throws Exception {
        Set<String> reached = new TreeSet<>(Set.of("index.html"));
        Deque<String> toRead = new ArrayDeque<>(List.of(""));
        while (!toRead.isEmpty()) {
            HttpResponse<String> answer = get("/" + toRead.remove());
            assertThat(answer.statusCode()).as(answer.uri().getPath()).isEqualTo(200);
            Matcher references = REFERENCE.matcher(answer.body());
            while (references.find()) {
                String name = Objects.requireNonNullElse(references.group(1), references.group(2));
                if (reached.add(name)) {
                    toRead.add(name);
                }
            }
        }

        assertThat(reached).isEqualTo(filesOfPage());
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/style.css, text/css; charset=utf-8",
        "/app.js, text/javascript; charset=utf-8",
        "/favicon.svg, image/svg+xml"
    })
    void asset_shouldSayWhatItIs(String path, String contentType) throws Exception {
        assertThat(get(path).headers().firstValue("Content-Type")).contains(contentType);
    }

    @Test
    void asset_shouldNotBeSentAgain_whenTheBrowserHasIt() throws Exception {
        String tag = get("/app.js").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = send(request("/app.js").header("If-None-Match", "\"other\", " + tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void asset_shouldBeSent_whenTheBrowserHasAnother() throws Exception {
        String tag = get("/app.js").headers().firstValue("ETag").orElseThrow();

        assertThat(send(request("/style.css").header("If-None-Match", tag)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/local/page.json"})
    void answers_shouldLetScriptsReachThePageAndTheStreamOnly(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self' " + STREAM + ";")
                .doesNotContain("unsafe", "*");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void pageJson_shouldTellWhatThePageMustKnow() throws Exception {
        assertThat(get("/local/page.json").body())
                .isEqualTo("{\"stream\":\"" + STREAM + "/v1/stream\",\"video\":\"42\",\"guests\":true,"
                        + "\"reactions\":[\"like\",\"wow\"]}");
    }

    @Test
    void tokens_shouldGiveATokenOfThatMember() throws Exception {
        HttpResponse<String> answer = post("/local/tokens", "{\"name\":\"Ada Lovelace\"}");

        assertThat(answer.body()).contains("\"member\":\"Ada~20Lovelace\"");
        Matcher token = TOKEN.matcher(answer.body());
        assertThat(token.find()).isTrue();
        var identity = new Tokens(TOKENS, InstantSource.system()).authenticate(Optional.of("Bearer " + token.group(1)));
        assertThat(identity.member()).isEqualTo("Ada~20Lovelace");
        assertThat(identity.mayPublish(Topic.video("42"))).isTrue();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":7}", "{\"name\":\" \"}", "[", "{\"name\":null}"})
    void tokens_shouldRefuse_whenThereIsNoName(String body) throws Exception {
        HttpResponse<String> answer = post("/local/tokens", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static Set<String> filesOfPage() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(PageRoutes.class.getResource("index.html"))
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".class"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
