package io.groundswell.likes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.f4b6a3.ulid.UlidFactory;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.groundswell.access.DevelopmentTokens;
import io.groundswell.access.TokenConfig;
import io.groundswell.access.Tokens;
import io.groundswell.event.Topic;
import io.groundswell.http.ClientAddress;
import io.groundswell.http.Cors;
import io.groundswell.http.EventLoops;
import io.groundswell.http.HttpLimits;
import io.groundswell.http.HttpServer;
import io.groundswell.http.HttpServerConfig;
import io.groundswell.http.Routes;
import io.groundswell.http.StandardRoutes;
import io.groundswell.http.Transport;
import io.groundswell.likes.accept.EventIds;
import io.groundswell.likes.accept.Loop;
import io.groundswell.likes.accept.Outbox;
import io.groundswell.likes.accept.OutboxConfig;
import io.groundswell.likes.accept.PackingConfig;
import io.groundswell.likes.accept.ReplicaIds;
import io.groundswell.likes.accept.RequestLimits;
import io.groundswell.likes.accept.RetryPolicy;
import io.groundswell.likes.accept.TopicLimits;
import io.groundswell.likes.http.ApiRoutes;
import io.groundswell.likes.http.Publishing;
import io.groundswell.likes.http.Reactions;
import io.groundswell.likes.http.Reads;
import io.groundswell.likes.http.VideoReads;
import io.groundswell.likes.idempotency.KeyedRequests;
import io.groundswell.likes.limit.Rate;
import io.groundswell.likes.limit.RateLimitConfig;
import io.groundswell.likes.limit.RateLimits;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.metrics.ApiMetrics;
import io.groundswell.likes.moderation.Moderation;
import io.groundswell.likes.moderation.ModerationConfig;
import io.groundswell.likes.moderation.Moderator;
import io.groundswell.store.IdempotencyKeys;
import io.groundswell.store.Likers;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import java.util.stream.StreamSupport;

/** The API's routes behind a real HTTP server, over a fake queue and store. What it answers is held to the contract. */
public final class ApiServer implements AutoCloseable {
    public static final Topic VIDEO = Topic.video("42");
    public static final String PAGE = "https://page.example";
    public static final int MOST_REQUESTS = 3;
    public static final int MOST_READS = 2;
    public static final int MOST_KEYED = 2;
    public static final int MOST_MODERATED = 2;

    private static final TokenConfig TOKENS = TokenConfig.ofSecret("t".repeat(32), false);
    private static final TokenConfig WITH_GUESTS = TokenConfig.ofSecret("t".repeat(32), true);
    private static final Rate ANY = new Rate(0, 1);
    private static final RateLimitConfig UNLIMITED = new RateLimitConfig(ANY, ANY, ANY, 0);
    private static final ObjectMapper JSON = new ObjectMapper();

    public final FakeMessageQueue queue = new FakeMessageQueue();
    public final FakeStore store = new FakeStore();
    public final AtomicLong nanos = new AtomicLong();
    public final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    public final String token = new DevelopmentTokens(TOKENS, InstantSource.system()).issue("ann", Duration.ofHours(1));
    private final ApiMetrics metrics = new ApiMetrics(registry);
    private final KeyedRequests keyed;
    private final Moderator moderator;
    private final Reads reads = new Reads(MOST_READS, metrics, InstantSource.system());
    private final EventLoops loops = EventLoops.start(Transport.NIO, 2, "api");
    private final HttpClient client = HttpClient.newHttpClient();
    private final Contract contract = Contract.load();
    private final HttpServer server;

    public ApiServer() {
        this(topic -> 7);
    }

    public ApiServer(ToIntFunction<Topic> viewers) {
        this(new Setup(viewers, TOKENS, UNLIMITED, HttpLimits.DEFAULT, MOST_REQUESTS));
    }

    /** @param keys which other servers may share */
    public ApiServer(IdempotencyKeys keys) {
        this(new Setup(topic -> 7, TOKENS, UNLIMITED, HttpLimits.DEFAULT, MOST_REQUESTS), keys, Optional.empty());
    }

    /** @param fallback for comments on which the moderation does not decide within a second */
    public ApiServer(Moderation moderation, ModerationConfig.Fallback fallback) {
        this(
                new Setup(topic -> 7, TOKENS, UNLIMITED, HttpLimits.DEFAULT, MOST_REQUESTS),
                new FakeKeys(),
                Optional.of(new Moderated(moderation, fallback)));
    }

    private record Moderated(Moderation by, ModerationConfig.Fallback fallback) {}

    public ApiServer(RateLimitConfig limits) {
        this(new Setup(topic -> 7, TOKENS, limits, HttpLimits.DEFAULT, MOST_REQUESTS));
    }

    /** Where it is not recorded who liked what. */
    public static ApiServer withoutLikerRecords() {
        return new ApiServer(new Setup(topic -> 7, TOKENS, UNLIMITED, HttpLimits.DEFAULT, MOST_REQUESTS, false));
    }

    /** Admits those without a token. */
    public static ApiServer withGuests(RateLimitConfig limits) {
        return new ApiServer(new Setup(topic -> 7, WITH_GUESTS, limits, HttpLimits.DEFAULT, MOST_REQUESTS));
    }

    /** Admits everybody, takes many requests, and keeps nothing of them. */
    public static ApiServer forCrowds(HttpLimits http) {
        ApiServer server = new ApiServer(new Setup(topic -> 7, WITH_GUESTS, UNLIMITED, http, 10_000));
        server.queue.keepNothing();
        return server;
    }

    private record Setup(
            ToIntFunction<Topic> viewers,
            TokenConfig tokens,
            RateLimitConfig limits,
            HttpLimits http,
            int mostRequests,
            boolean likerRecords) {
        Setup(
                ToIntFunction<Topic> viewers,
                TokenConfig tokens,
                RateLimitConfig limits,
                HttpLimits http,
                int mostRequests) {
            this(viewers, tokens, limits, http, mostRequests, true);
        }

        Optional<Likers> likers(Likers store) {
            return likerRecords ? Optional.of(store) : Optional.empty();
        }
    }

    private ApiServer(Setup setup) {
        this(setup, new FakeKeys(), Optional.empty());
    }

    private ApiServer(Setup setup, IdempotencyKeys keys, Optional<Moderated> moderated) {
        keyed = new KeyedRequests(keys, new ClientAddress(0), MOST_KEYED, metrics, InstantSource.system());
        moderator = new Moderator(
                moderated.map(Moderated::by),
                new ModerationConfig(
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        moderated.map(Moderated::fallback).orElse(ModerationConfig.Fallback.REFUSE),
                        MOST_MODERATED),
                metrics,
                InstantSource.system());
        Routes routes = Routes.builder()
                .add(ApiRoutes.of(
                        new Tokens(setup.tokens(), InstantSource.system()),
                        new RateLimits(setup.limits(), metrics, nanos::get),
                        publishing(setup.mostRequests()),
                        new VideoReads(
                                new VideoReads.Stores(store, store, setup.likers(store)), setup.viewers(), nanos::get),
                        reads))
                .add(StandardRoutes.of(registry, () -> true))
                .build();
        server = HttpServer.start(
                new HttpServerConfig("127.0.0.1", 0, setup.http(), new Cors(Set.of(PAGE)), "api"),
                routes,
                loops,
                registry);
    }

    public int port() {
        return server.port();
    }

    /** What a client sees. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        public String problem() {
            return seen().problem();
        }

        public String detail() {
            return body.path("detail").asText();
        }

        private Contract.Seen seen() {
            return new Contract.Seen(
                    status, raw.headers().firstValue("Content-Type").orElse(""), body);
        }
    }

    public Answer like(String body) {
        return send("POST", "/v1/videos/42/likes", body, "Authorization", "Bearer " + token);
    }

    public Answer comment(String body) {
        return send("POST", "/v1/videos/42/comments", body, "Authorization", "Bearer " + token);
    }

    /** A comment with an {@code Idempotency-Key}. */
    public Answer comment(String body, String key) {
        return send("POST", "/v1/videos/42/comments", body, "Authorization", "Bearer " + token, "Idempotency-Key", key);
    }

    public Answer get(String path) {
        return send("GET", path, "", "Authorization", "Bearer " + token);
    }

    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> raw = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(raw.statusCode(), jsonOf(raw), raw);
            contract.check(method, path, answer.seen());
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode jsonOf(HttpResponse<String> raw) throws IOException {
        boolean json = raw.headers().firstValue("Content-Type").orElse("").contains("json");
        return json ? JSON.readTree(raw.body()) : MissingNode.getInstance();
    }

    /** A token that allows one topic only. */
    public String tokenFor(String topic) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .subject("bob")
                            .claim("groundswell.publish", List.of(topic))
                            .claim("groundswell.subscribe", List.of(topic))
                            .expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
                            .build());
            jwt.sign(new MACSigner(TOKENS.secrets().getFirst()));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public double counted(ApiMetric counter) {
        return registry.get(counter.metricName()).counter().count();
    }

    /** How many published requests have not been answered. */
    public int waiting() {
        return (int)
                registry.get(ApiMetric.REQUESTS_WAITING.metricName()).gauge().value();
    }

    public double count(ApiMetric metric) {
        return registry.get(metric.metricName()).counter().count();
    }

    private Publishing publishing(int mostRequests) {
        List<Loop> each = StreamSupport.stream(loops.group().spliterator(), false)
                .<Loop>map(NettyLoop::new)
                .toList();
        OutboxConfig config = new OutboxConfig(
                1,
                new RetryPolicy(2, Duration.ofMillis(1)),
                new PackingConfig(65_536, 8, true, true),
                new RequestLimits(mostRequests, 1_000_000, 10, 2),
                new TopicLimits(10, Duration.ofMinutes(1), Duration.ofDays(1)));
        Outbox outbox = Outbox.over(
                each,
                queue,
                config,
                new ReplicaIds("eu-west-1", "boot", InstantSource.system()),
                new Outbox.Instruments(new Random(1), metrics));
        return new Publishing(
                outbox,
                new EventIds(UlidFactory.newMonotonicInstance(), "eu-west-1"),
                new Reactions(Set.of("like")),
                keyed,
                moderator,
                InstantSource.system(),
                metrics);
    }

    @Override
    public void close() {
        server.close();
        moderator.close();
        keyed.close();
        reads.close();
        loops.close();
        client.close();
    }
}
