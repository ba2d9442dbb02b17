package io.groundswell.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.http.Cors;
import io.groundswell.http.EventLoops;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServer;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.http.Response;
import io.groundswell.http.Routes;
import io.groundswell.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamRefusalTest {
    private static final String PAGE = "https://page.example";
    private static final Cors CORS = new Cors(Set.of(PAGE));
    private static final Ending EXPIRED = new Ending(EndReason.TOKEN_EXPIRED, 1_500);

    private final List<Ending> refused = new CopyOnWriteArrayList<>();
    private final StreamRefusal refusal =
            new StreamRefusal(CORS, new SseFrames("local", "node-1", 15_000), refused::add);
    private final EventLoops loops = EventLoops.start(Transport.best(), 1, "test");
    private final HttpServer server = HttpServer.start(
            new HttpServerConfig("127.0.0.1", 0, HttpLimits.DEFAULT, CORS, "test"),
            Routes.builder()
                    .get("/refused", "text/event-stream", exchange -> refusal.answer(exchange, EXPIRED))
                    .get(
                            "/suits",
                            "text/event-stream",
                            exchange -> exchange.respond(Response.json(200, StreamRefusal.suits(exchange))))
                    .build(),
            loops);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    void stop() {
        http.close();
        server.close();
        loops.close();
    }

    @Test
    void answer_shouldBeOneEventAndTheEnd_whenAStreamIsRefused() throws Exception {
        HttpResponse<String> answer = get("/refused", "Origin", PAGE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(answer.headers().firstValue("Connection")).hasValue("close");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
        assertThat(answer.body()).isEqualTo("""
                retry: 1500
                event: error
                data: {"code":"token_expired","reason":"the token has expired","reconnectable":true}

                """);
        assertThat(refused).contains(EXPIRED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/event-stream|true",
                "Text/Event-Stream; charset=utf-8|true",
                "text/html, text/event-stream;q=0.9|true",
                "*/*|false",
                "text/*|false"
            })
    void suits_shouldBeWhetherAcceptNamesTheType(String accept, boolean suits) throws Exception {
        assertThat(get("/suits", "Accept", accept).body()).isEqualTo(Boolean.toString(suits));
    }

    private HttpResponse<String> get(String path, String header, String value)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header(header, value)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
