package io.groundswell.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.access.TicketConfig;
import io.groundswell.access.TicketConfig.SameSite;
import io.groundswell.access.Tickets;
import io.groundswell.access.TokenConfig;
import io.groundswell.access.Tokens;
import io.groundswell.event.Topic;
import io.groundswell.fleet.ticket.StreamCredentials;
import io.groundswell.fleet.ticket.TicketEndpoint;
import io.groundswell.http.Cors;
import io.groundswell.http.EventLoops;
import io.groundswell.http.Exchange;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets in, and what the others are told; at a server that answers a stream with the end of its term. */
class StreamAccessTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");
    private static final String PAGE = "https://page.example";
    private static final Cors CORS = new Cors(Set.of(PAGE)).withCredentials();
    private static final String GUEST = Long.toString(Long.MAX_VALUE);
    private static final String EVENT_STREAM = "text/event-stream";
    private static final TicketConfig TICKETS = new TicketConfig(List.of("i".repeat(32)), true, SameSite.STRICT);

    private final EventLoops loops = EventLoops.start(Transport.best(), 1, "test");
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Instant now = NOW;
    private final HttpServer strict = server(false);
    private final HttpServer open = server(true);

    private HttpServer server(boolean guests) {
        Tokens tokens = new Tokens(TokenConfig.ofSecret("t".repeat(32), guests), () -> now);
        Tickets tickets = new Tickets(TICKETS.secrets(), () -> now);
        StreamRefusal refusal = new StreamRefusal(CORS, new SseFrames("local", "node-1", 15_000), _ -> {});
        StreamAccess access = new StreamAccess(new StreamCredentials(tokens, tickets), refusal, () -> now);
        Routes routes = Routes.builder()
                .get("/v1/stream", EVENT_STREAM, exchange -> answer(access, exchange))
                .post(TicketEndpoint.PATH, "application/json", new TicketEndpoint(tokens, tickets, TICKETS, () -> now))
                .build();
        return HttpServer.start(new HttpServerConfig("127.0.0.1", 0, HttpLimits.DEFAULT, CORS, "test"), routes, loops);
    }

    private static void answer(StreamAccess access, Exchange exchange) {
        List<Topic> topics = exchange.query("topic").stream().map(Topic::parse).toList();
        access.admit(exchange, topics).ifPresent(term -> exchange.respond(Response.json(200, term.endsAt())));
    }

    @AfterEach
    void stop() {
        http.close();
        strict.close();
        open.close();
        loops.close();
    }

    private static String token(String member, Duration life) {
        return new DevelopmentTokens(TokenConfig.ofSecret("t".repeat(32), false), () -> NOW).issue(member, life);
    }

    private HttpResponse<String> ticketAnswer(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + strict.port() + TicketEndpoint.PATH))
                .header("Authorization", "Bearer " + token)
                .header("Origin", PAGE)
                .POST(BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String ticketIn(HttpResponse<String> answer) {
        Matcher found = TICKET.matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        return found.group(1);
    }

    private static String cookieIn(HttpResponse<String> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private HttpResponse<String> stream(HttpServer server, String query, String... headers)
            throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/v1/stream?" + query);
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> stream(String query, String... headers) throws Exception {
        return stream(strict, query, headers);
    }

    private static String ends(Duration life) {
        return Long.toString(NOW.plus(life).toEpochMilli());
    }

    @Test
    void admit_shouldEndTheStreamWithTheToken_howeverItIsShown() throws Exception {
        Duration hour = Duration.ofHours(1);
        HttpResponse<String> given = ticketAnswer(token("ann", hour));

        assertThat(stream("topic=member:ann", "Authorization", "Bearer " + token("ann", hour))
                        .body())
                .isEqualTo(ends(hour));
        assertThat(stream("topic=member:ann&ticket=" + ticketIn(given)).body()).isEqualTo(ends(hour));
        assertThat(stream("topic=member:ann", "Cookie", "other=1; " + cookieIn(given))
                        .body())
                .isEqualTo(ends(hour));
        assertThat(stream(open, "topic=video:42").body()).isEqualTo(GUEST);
    }

    @Test
    void admit_shouldCountTheFirstOfHeaderCookieAndTicket() throws Exception {
        String ann = token("ann", Duration.ofHours(1));
        String annsCookie = cookieIn(ticketAnswer(ann));
        String bobsTicket = ticketIn(ticketAnswer(token("bob", Duration.ofHours(1))));

        assertThat(stream("topic=member:ann&ticket=" + bobsTicket, "Cookie", annsCookie)
                        .statusCode())
                .isEqualTo(200);
        assertThat(stream("topic=member:bob&ticket=" + bobsTicket, "Cookie", annsCookie)
                        .statusCode())
                .isEqualTo(403);
        String bob = "Bearer " + token("bob", Duration.ofHours(1));
        assertThat(stream("topic=member:bob", "Cookie", annsCookie, "Authorization", bob)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void admit_shouldNeverMakeAGuest_whenWhatIsShownIsWrong() throws Exception {
        assertThat(stream(open, "topic=video:42", "Authorization", "Bearer x").statusCode())
                .isEqualTo(401);
        assertThat(stream(open, "topic=video:42", "Cookie", "groundswell_stream=x")
                        .statusCode())
                .isEqualTo(401);
        assertThat(stream(open, "topic=video:42&ticket=x").statusCode()).isEqualTo(401);
        assertThat(stream(open, "topic=video:42&ticket=").statusCode()).isEqualTo(401);
        assertThat(stream(open, "topic=video:42&ticket=" + token("ann", Duration.ofHours(1)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void admit_shouldTakeATicketFor60SecondsAndTheCookieUntilTheTokensEnd() throws Exception {
        HttpResponse<String> given = ticketAnswer(token("ann", Duration.ofHours(1)));
        String query = "topic=video:42&ticket=" + ticketIn(given);

        now = NOW.plusSeconds(59);
        assertThat(stream(query).statusCode()).isEqualTo(200);
        assertThat(stream(query).body()).isEqualTo(ends(Duration.ofHours(1)));
        now = NOW.plusSeconds(61);
        assertThat(stream(query).body()).contains("urn:groundswell:problem:token-expired");
        assertThat(stream(query, "Accept", EVENT_STREAM).body())
                .contains("event: error\ndata: {\"code\":\"token_expired\",", "\"reconnectable\":true}");
        now = NOW.plusSeconds(3_599);
        assertThat(stream("topic=video:42", "Cookie", cookieIn(given)).statusCode())
                .isEqualTo(200);
        now = NOW.plusSeconds(3_601);
        assertThat(stream("topic=video:42", "Cookie", cookieIn(given)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void admit_shouldAnswer401_whenTheClientIsNoEventSource() throws Exception {
        for (String accept : new String[] {"*/*", "text/*"}) {
            HttpResponse<String> required = stream("topic=video:42", "Accept", accept);

            assertThat(required.statusCode()).isEqualTo(401);
            assertThat(required.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(required.body()).contains("urn:groundswell:problem:token-required");
        }
        assertThat(stream("topic=video:42", "Authorization", "Bearer x").body())
                .contains("urn:groundswell:problem:invalid-token");
        String bearer = "Bearer " + token("ann", Duration.ofSeconds(5));
        now = NOW.plusSeconds(6);
        assertThat(stream("topic=video:42", "Authorization", bearer).body())
                .contains("urn:groundswell:problem:token-expired");
    }

    @Test
    void admit_shouldAnswer200AndSayWhy_whenTheClientIsAnEventSource() throws Exception {
        assertRefused(stream("topic=video:42", "Accept", EVENT_STREAM), "token_required", false);
        assertRefused(
                stream("topic=video:42", "Accept", EVENT_STREAM, "Authorization", "Bearer x"), "invalid_token", false);
        String bearer = "Bearer " + token("ann", Duration.ofSeconds(5));
        assertRefused(
                stream("topic=video:1&topic=member:bob", "Accept", EVENT_STREAM, "Authorization", bearer),
                "forbidden",
                false);
        now = NOW.plusSeconds(6);
        assertRefused(stream("topic=video:42", "Accept", EVENT_STREAM, "Authorization", bearer), "token_expired", true);
    }

    private static void assertRefused(HttpResponse<String> answer, String code, boolean reconnectable) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(EVENT_STREAM);
        assertThat(answer.body())
                .contains("retry: " + (reconnectable ? 3_000 : 60_000) + "\nevent: error\n")
                .contains("\"code\":\"" + code + "\"", "\"reconnectable\":" + reconnectable);
    }

    @Test
    void tickets_shouldSetACookieThatScriptsCannotReadAndOnlyStreamsGet() throws Exception {
        HttpResponse<String> given = ticketAnswer(token("ann", Duration.ofHours(1)));

        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("groundswell_stream=")
                .endsWith("; Max-Age=3600; Path=/v1/stream; HttpOnly; SameSite=Strict; Secure");
        assertThat(given.body()).endsWith("\"expiresAt\":" + NOW.plusSeconds(60).toEpochMilli() + "}");
        assertThat(given.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(given.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
        assertThat(given.headers().firstValue("Access-Control-Allow-Credentials"))
                .hasValue("true");
    }

    @Test
    void tickets_shouldTakeTheHeaderOnly_andAnswer401WithoutIt() throws Exception {
        String cookie = cookieIn(ticketAnswer(token("ann", Duration.ofHours(1))));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + strict.port() + TicketEndpoint.PATH))
                .header("Cookie", cookie)
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(ticketAnswer("x").statusCode()).isEqualTo(401);
    }

    @Test
    void tickets_shouldTakeAFormersCookieAway_whenAGuestAsks() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + open.port() + TicketEndpoint.PATH))
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> given = http.send(request, BodyHandlers.ofString());

        assertThat(given.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("groundswell_stream=; Max-Age=0; ");
        assertThat(stream("topic=video:42&ticket=" + ticketIn(given)).body()).isEqualTo(GUEST);
    }
}
