package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.groundswell.access.InternalRequest;
import io.groundswell.access.InternalSignature;
import io.groundswell.backend.Backend;
import io.groundswell.backend.EndToEnd;
import io.groundswell.event.Topic;
import io.groundswell.local.Platform;
import io.groundswell.local.client.ApiClient;
import io.groundswell.local.client.ClientException;
import io.groundswell.local.client.StreamClient;
import io.groundswell.local.client.StreamEvent;
import io.groundswell.registry.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is let in who is not known, and who is known in any of the ways is: on a platform that requires tokens. */
@Timeout(60)
@EndToEnd
class AccessSuite {
    private static final String NEW_KEY = "the internal key that is to come: over 32 characters";
    private static final String OLD_KEY = "the internal key that is to go: over 32 characters";
    private static final Topic TOPIC = Topic.video("guarded");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern TICKET = Pattern.compile("\"ticket\":\"([^\"]+)\"");
    private static final long PATIENCE_SECONDS = 20;

    private static Platform platform;
    private static HttpClient http;
    private static RSAKey issuer;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        issuer = new RSAKeyGenerator(2048).keyID("issuer-1").generate();
        Path keys = Files.writeString(
                folder.resolve("keys.json"), new JWKSet(issuer).toPublicJWKSet().toString());
        platform = Platform.start(
                Backend.options()
                        .withVariables(Map.of(
                                "GROUNDSWELL_GUESTS",
                                "false",
                                "GROUNDSWELL_TOKEN_JWKS",
                                keys.toUri().toString(),
                                "GROUNDSWELL_INTERNAL_KEY",
                                Backend.internalKeys(NEW_KEY, OLD_KEY))),
                line -> {});
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.shutdownNow();
        platform.close();
    }

    /** As an issuer signs them. */
    private static String token(String member, Duration life, Topic... topics) throws JOSEException {
        List<String> patterns = Stream.of(topics).map(Topic::toString).toList();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(issuer.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .subject(member)
                        .claim("groundswell.subscribe", patterns)
                        .claim("groundswell.publish", patterns)
                        .expirationTime(Date.from(Instant.now().plus(life)))
                        .build());
        token.sign(new RSASSASigner(issuer));
        return token.serialize();
    }

    private static HttpResponse<String> ticket(String token) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(platform.stream().resolve("/v1/stream-tickets"))
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static String ticketIn(HttpResponse<String> answer) {
        Matcher found = TICKET.matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        return found.group(1);
    }

    private static HttpRequest.Builder stream(String more) {
        return HttpRequest.newBuilder(platform.stream().resolve("/v1/stream?topic=" + TOPIC + more));
    }

    /** The first event, of a stream that is closed behind it. */
    private static String firstEvent(HttpRequest.Builder request) throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        HttpResponse<Stream<String>> answer =
                http.sendAsync(request.build(), BodyHandlers.ofLines()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        try (Stream<String> lines = answer.body()) {
            lines.filter(line -> line.startsWith("event: ")).findFirst().ifPresent(first::complete);
        }
        return first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static List<StreamEvent> read(String token, String until, Topic... topics) {
        List<StreamEvent> events = new ArrayList<>();
        try (StreamClient client = new StreamClient(platform.stream(), List.of(topics), Optional.of(token))) {
            client.read(event -> {
                events.add(event);
                return !event.name().equals(until);
            });
        }
        return events;
    }

    @Test
    void stream_shouldBegin_howeverTheTokenIsShown() throws Exception {
        String token = token("ann", HOUR, TOPIC);
        HttpResponse<String> given = ticket(token);
        String cookie = given.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

        assertThat(firstEvent(stream("").header("Authorization", "Bearer " + token)))
                .isEqualTo("event: open");
        assertThat(firstEvent(stream("").header("Cookie", cookie))).isEqualTo("event: open");
        for (Node node : nodes()) {
            URI address =
                    URI.create("http://" + node.stream() + "/v1/stream?topic=" + TOPIC + "&ticket=" + ticketIn(given));
            assertThat(firstEvent(HttpRequest.newBuilder(address)))
                    .as("any node takes what another gave")
                    .isEqualTo("event: open");
        }
    }

    @Test
    void stream_shouldBeRefused_asTheClientCanHearIt() throws Exception {
        HttpResponse<String> status = http.send(stream("").build(), BodyHandlers.ofString());
        assertThat(status.statusCode()).isEqualTo(401);
        assertThat(status.body()).contains("urn:groundswell:problem:token-required");

        HttpResponse<String> inBand =
                http.send(stream("").header("Accept", "text/event-stream").build(), BodyHandlers.ofString());
        assertThat(inBand.statusCode()).isEqualTo(200);
        assertThat(inBand.body()).contains("event: error\ndata: {\"code\":\"token_required\"");

        String foreign = token("ann", HOUR, Topic.video("another"));
        assertThat(http.send(
                                stream("")
                                        .header("Authorization", "Bearer " + foreign)
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void stream_shouldEndWithAReason_whenItsTokenEnds() throws Exception {
        List<StreamEvent> events = read(token("ann", Duration.ofSeconds(3), TOPIC), "error", TOPIC);

        assertThat(events.getFirst().name()).isEqualTo("open");
        assertThat(events.getLast().data()).contains("\"code\":\"token_expired\"", "\"reconnectable\":true");
    }

    @Test
    void stream_shouldEndWithTheToken_whenATicketOpenedIt() throws Exception {
        String ticket = ticketIn(ticket(token("ann", Duration.ofSeconds(3), TOPIC)));
        HttpResponse<Stream<String>> answer =
                http.send(stream("&ticket=" + ticket).build(), BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            assertThat(lines.collect(Collectors.joining("\n")))
                    .contains("event: open", "event: error\ndata: {\"code\":\"token_expired\"");
        }
    }

    @Test
    void resume_shouldBeAuthorizedByTheTokenOfNow_notByThatOfBefore() throws Exception {
        String before = token("ann", HOUR, TOPIC);
        String now = token("ann", HOUR, Topic.video("another"));
        try (ApiClient api = new ApiClient(platform.api(), Optional.of(before));
                StreamClient viewer = new StreamClient(platform.stream(), List.of(TOPIC), Optional.of(before))) {
            List<StreamEvent> seen = new ArrayList<>();
            viewer.read(event -> {
                if (event.name().equals("open")) {
                    api.comment(TOPIC.id(), "for who may read it");
                }
                seen.add(event);
                return !event.name().equals("comment");
            });
            String cursor = seen.getFirst().lastId();

            HttpResponse<String> resumed = http.send(
                    stream("")
                            .header("Authorization", "Bearer " + now)
                            .header("Accept", "text/event-stream")
                            .header("Last-Event-ID", cursor)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(resumed.body())
                    .contains("event: error\ndata: {\"code\":\"forbidden\"")
                    .doesNotContain("for who may read it");
        }
    }

    @Test
    void api_shouldAskForAToken_andSayThatOneHasEnded() throws Exception {
        try (ApiClient nobody = new ApiClient(platform.api());
                ApiClient late =
                        new ApiClient(platform.api(), Optional.of(token("ann", Duration.ofMinutes(-1), TOPIC)));
                ApiClient local = new ApiClient(platform.api());
                ApiClient ann = new ApiClient(platform.api(), Optional.of(local.developmentToken("ann")))) {
            assertThatThrownBy(() -> nobody.like(TOPIC.id(), "like"))
                    .isInstanceOf(ClientException.class)
                    .hasMessageContaining("401 Token required");
            assertThatThrownBy(() -> late.like(TOPIC.id(), "like")).hasMessageContaining("401 Token expired");
            ann.like(TOPIC.id(), "like");
        }
    }

    @Test
    void deliveries_shouldBeTakenUnderEitherKey_whileTheKeyIsChanged() throws Exception {
        assertThat(deliver(NEW_KEY)).isEqualTo(204);
        assertThat(deliver(OLD_KEY)).isEqualTo(204);
        assertThat(deliver("a key of thirty-two characters that nobody knows")).isEqualTo(401);
    }

    /** Those of this platform; others may have left rows behind. */
    private static List<Node> nodes() {
        return platform.nodes().stream()
                .map(node -> platform.directory().find(node.id()).orElseThrow())
                .toList();
    }

    private static int deliver(String key) throws IOException, InterruptedException {
        Node node = nodes().getFirst();
        String body = "{\"v\":1,\"topics\":[]}";
        InternalSignature.Headers signed = new InternalSignature(key, InstantSource.system())
                .sign(new InternalRequest(
                        "POST",
                        node.deliveries().getPath(),
                        node.id(),
                        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))));
        HttpRequest request = HttpRequest.newBuilder(node.deliveries())
                .header("Content-Type", "application/json")
                .header(InternalSignature.TIMESTAMP_HEADER, signed.timestamp())
                .header(InternalSignature.SIGNATURE_HEADER, signed.signature())
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
