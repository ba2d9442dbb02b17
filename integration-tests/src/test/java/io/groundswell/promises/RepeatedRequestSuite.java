package io.groundswell.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.access.DevelopmentTokens;
import io.groundswell.access.TokenConfig;
import io.groundswell.aws.AwsConfig;
import io.groundswell.backend.EmbeddedOnly;
import io.groundswell.event.Topic;
import io.groundswell.http.Routes;
import io.groundswell.likes.LikesApi;
import io.groundswell.likes.LikesApiConfig;
import io.groundswell.local.Platform;
import io.groundswell.local.PlatformOptions;
import io.groundswell.local.client.ApiClient;
import io.groundswell.promises.FaultyServices.Mode;
import io.groundswell.promises.FaultyServices.Sends;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request that is sent again with its Idempotency-Key, to another API that shares nothing but the tables, is done once. */
@EmbeddedOnly("SQS and DynamoDB are out of order while requests are repeated.")
class RepeatedRequestSuite {
    private static final String SECRET = "a secret for this suite of thirty-two characters or more";
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String TOKEN = new DevelopmentTokens(
                    TokenConfig.ofSecret(SECRET, true), InstantSource.system())
            .issue("ann", Duration.ofHours(1));

    private static FaultyServices services;
    private static Platform platform;
    private static LikesApi other;
    private static ApiClient reader;

    private final String video = "repeated-" + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws Exception {
        services = new FaultyServices();
        platform = Platform.start(
                PlatformOptions.onFreePorts()
                        .withNodes(1)
                        .withEndpoint(Optional.of(services.address()), AwsConfig.Credentials.LOCAL)
                        .withVariables(own()),
                line -> {});
        other = LikesApi.start(Settings.read(variables(), LikesApiConfig::read), Routes.none());
        reader = new ApiClient(platform.api());
    }

    @AfterAll
    static void stop() {
        reader.close();
        other.close();
        platform.close();
        services.close();
    }

    @AfterEach
    void repair() {
        services.dynamoDb(Mode.WORKS);
        services.sends(Sends.WORK);
    }

    private static Map<String, String> own() {
        return Map.of(
                "GROUNDSWELL_TOKEN_SECRET",
                SECRET,
                "GROUNDSWELL_API_MEMBER_COMMENTS_PER_SECOND",
                "0",
                "GROUNDSWELL_API_MEMBER_LIKES_PER_SECOND",
                "0",
                "GROUNDSWELL_IDEMPOTENCY_TIMEOUT_MILLIS",
                "5000",
                "GROUNDSWELL_API_SEND_TIMEOUT_MILLIS",
                Long.toString(SEND_TIMEOUT.toMillis()),
                "GROUNDSWELL_API_SEND_ATTEMPTS",
                "2",
                "GROUNDSWELL_IDEMPOTENCY_LEASE_MILLIS",
                Long.toString(LEASE.toMillis()));
    }

    /** Of an API beside the platform's. */
    private static Map<String, String> variables() {
        Map<String, String> all = new HashMap<>(own());
        all.put("AWS_REGION", platform.aws().region());
        all.put("GROUNDSWELL_SQS_ENDPOINT", services.address().toString());
        all.put("GROUNDSWELL_DYNAMODB_ENDPOINT", services.address().toString());
        all.put("GROUNDSWELL_AWS_CREDENTIALS", "local");
        all.put("GROUNDSWELL_TABLE_PREFIX", platform.aws().tablePrefix());
        all.put("GROUNDSWELL_QUEUE_URL", platform.queues().url());
        all.put("GROUNDSWELL_GUESTS", "true");
        all.put("GROUNDSWELL_API_HOST", "127.0.0.1");
        all.put("GROUNDSWELL_API_PORT", "0");
        return all;
    }

    @Test
    void comment_shouldBeStoredOnce_whenItIsSentToBothApis() throws Exception {
        HttpResponse<String> first = comment(one(), key, "hi");
        HttpResponse<String> again = comment(other.port(), key, "hi");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        comment(one(), UUID.randomUUID().toString(), "the next");
        awaitComments("the next", "hi");
    }

    @Test
    void like_shouldCountOnce_whenItIsSentToBothApisAtOnce() throws Exception {
        List<Future<HttpResponse<String>>> sent = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                int port = i % 2 == 0 ? one() : other.port();
                sent.add(clients.submit(() -> like(port, key)));
            }
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Future<HttpResponse<String>> each : sent) {
            answers.add(each.get());
        }

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 202)
                .extracting(HttpResponse::body)
                .containsOnly(answers.stream()
                        .filter(answer -> answer.statusCode() == 202)
                        .findFirst()
                        .orElseThrow()
                        .body());
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 409)
                .allMatch(answer -> answer.body().contains("idempotency-key-in-flight")
                        && answer.headers().firstValue("Retry-After").isPresent());
        like(one(), UUID.randomUUID().toString());
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        reader.get("/v1/videos/" + video).at("/totals/like").asInt() == 2);
    }

    @Test
    void api_shouldAnswer422_whenTheKeyIsSentToTheOtherWithAnotherBody() throws Exception {
        comment(one(), key, "hi");

        HttpResponse<String> answer = comment(other.port(), key, "ho");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("idempotency-key-reused");
    }

    @Test
    void key_shouldBeAGuestsOwn_whenAMemberHasItToo() throws Exception {
        assertThat(comment(one(), key, "hi").statusCode()).isEqualTo(202);

        HttpResponse<String> first = asGuest(one(), "ho");
        HttpResponse<String> again = asGuest(other.port(), "ho");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(asGuest(one(), "another").statusCode()).isEqualTo(422);
        awaitComments("ho", "hi");
    }

    @Test
    void api_shouldRepeatARefusal_whenItIsFinal() throws Exception {
        HttpResponse<String> first = comment(one(), key, "");
        HttpResponse<String> again = comment(other.port(), key, "");

        assertThat(first.statusCode()).isEqualTo(400);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    }

    @Test
    void comment_shouldBeStoredAndShownOnce_whenItsOutcomeWasUnknown() throws Exception {
        try (Watcher watcher = new Watcher(platform.stream(), Topic.video(video))) {
            services.sends(Sends.LOSE_ANSWERS);
            HttpResponse<String> first = comment(one(), key, "hi");
            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.body()).contains("outcome-unknown");
            assertThat(services.unheard()).isPositive();
            services.sends(Sends.WORK);
            assertThat(comment(other.port(), key, "ho").statusCode()).isEqualTo(422);

            HttpResponse<String> again = comment(other.port(), key, "hi");
            assertThat(again.statusCode()).isEqualTo(202);
            comment(other.port(), UUID.randomUUID().toString(), "the next");
            awaitComments("the next", "hi");
            await().until(() -> watcher.comments().contains("the next"));
            assertThat(watcher.comments()).containsOnlyOnce("hi");
            assertThat(again.body())
                    .contains(
                            watcher.named("comment").getFirst().path("eventId").asText());
        }
    }

    @Test
    void comment_shouldBeStoredOnce_whenItsProcessWasKilled() throws Exception {
        try (ApiProcess mortal = new ApiProcess(variables());
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = mortal.port();
            long before = services.unheard();
            services.sends(Sends.NEVER_ANSWER);
            Future<HttpResponse<String>> lost = clients.submit(() -> comment(port, key, "hi"));
            await().atMost(Duration.ofSeconds(20)).until(() -> services.unheard() > before);
            mortal.kill();
            services.sends(Sends.WORK);
            assertThat(lost).failsWithin(Duration.ofSeconds(20));

            await().atMost(LEASE.plusSeconds(20))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        int status = comment(other.port(), key, "hi").statusCode();
                        assertThat(status).isIn(202, 409);
                        return status == 202;
                    });
            comment(other.port(), UUID.randomUUID().toString(), "the next");
            awaitComments("the next", "hi");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "WORKS", mode = EnumSource.Mode.EXCLUDE)
    void api_shouldAnswer503ToKeyedRequestsOnly_whileTheTableIsOutOfReach(Mode mode) throws Exception {
        services.dynamoDb(mode);
        HttpResponse<String> keyed = comment(one(), key, "hi");
        HttpResponse<String> unkeyed =
                send(one(), "comments", "{\"text\":\"the other\"}", RepeatedRequestSuite::asMember);
        services.dynamoDb(Mode.WORKS);

        assertThat(keyed.statusCode()).isEqualTo(503);
        assertThat(keyed.body()).contains("store-unavailable");
        assertThat(keyed.headers().firstValue("Retry-After")).isPresent();
        assertThat(unkeyed.statusCode()).isEqualTo(202);
        await().atMost(LEASE.plusSeconds(20))
                .until(() -> comment(other.port(), key, "hi").statusCode() == 202);
        awaitComments("hi", "the other");
    }

    private static int one() {
        return platform.api().getPort();
    }

    /** In any order: a comment whose first claim came through late has the time of that claim. */
    private void awaitComments(String... texts) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> stored = new ArrayList<>();
            reader.get("/v1/videos/" + video + "/comments")
                    .path("comments")
                    .forEach(each -> stored.add(each.at("/content/text").asText()));
            assertThat(stored).containsExactlyInAnyOrder(texts);
        });
    }

    private HttpResponse<String> like(int port, String name) throws Exception {
        return send(
                port,
                "likes",
                "{\"reaction\":\"like\"}",
                request -> asMember(request).header("Idempotency-Key", name));
    }

    private HttpResponse<String> comment(int port, String name, String text) throws Exception {
        return send(
                port,
                "comments",
                "{\"text\":\"" + text + "\"}",
                request -> asMember(request).header("Idempotency-Key", name));
    }

    private HttpResponse<String> asGuest(int port, String text) throws Exception {
        return send(port, "comments", "{\"text\":\"" + text + "\"}", request -> request.header("Idempotency-Key", key));
    }

    private static HttpRequest.Builder asMember(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> send(int port, String what, String body, Consumer<HttpRequest.Builder> more)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/videos/" + video + "/" + what))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        more.accept(request);
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
