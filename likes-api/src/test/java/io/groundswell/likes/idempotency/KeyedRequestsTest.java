package io.groundswell.likes.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.DurableEvent;
import io.groundswell.likes.ApiServer;
import io.groundswell.likes.FakeKeys;
import io.groundswell.likes.accept.SendOutcome;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.store.IdempotencyKey;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers that share the keys, as two API processes do. */
class KeyedRequestsTest {
    private static final String TEXT = "{\"text\":\"hi\"}";
    private static final String OTHER = "{\"text\":\"ho\"}";
    private static final SendOutcome REFUSED = new SendOutcome.Refused(SendOutcome.Reason.UNAVAILABLE, "test");
    private static final SendOutcome UNKNOWN = new SendOutcome.Unknown("test");

    private final FakeKeys keys = new FakeKeys();
    private final ApiServer one = new ApiServer(keys);
    private final ApiServer two = new ApiServer(keys);
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        one.close();
        two.close();
        clients.shutdownNow();
    }

    @Test
    void serve_shouldGiveTheFirstAnswerAgain_whenTheRequestIsRepeated() {
        ApiServer.Answer first = one.comment(TEXT, "k");
        ApiServer.Answer again = two.comment(TEXT, "k");

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.raw().headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.raw().body()).isEqualTo(first.raw().body());
        assertThat(again.raw().headers().firstValue("Content-Type"))
                .isEqualTo(first.raw().headers().firstValue("Content-Type"));
        assertThat(again.raw().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(comments(one)).hasSize(1);
        assertThat(comments(two)).isEmpty();
        assertThat(two.counted(ApiMetric.KEYED_REPLAYED)).isEqualTo(1);
    }

    @Test
    void serve_shouldGiveARefusalAgain_whenItIsFinal() {
        ApiServer.Answer first = one.comment("{\"text\":\"\"}", "k");
        ApiServer.Answer again = two.comment("{\"text\":\"\"}", "k");

        assertThat(first.problem()).isEqualTo("invalid-field");
        assertThat(again.raw().body()).isEqualTo(first.raw().body());
        assertThat(again.raw().headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(two.comment(TEXT, "k").problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void serve_shouldAnswer422_whenTheKeyWasUsedForAnotherBodyOrVideo() {
        one.comment(TEXT, "k");

        assertThat(two.comment(OTHER, "k").status()).isEqualTo(422);
        assertThat(post(two, "/v1/videos/43/comments", TEXT, "k").problem()).isEqualTo("idempotency-key-reused");
        assertThat(comments(two)).isEmpty();
    }

    @Test
    void serve_shouldKnowAKeyByMemberAndRoute() {
        one.comment(TEXT, "k");

        assertThat(post(two, "/v1/videos/42/likes", "{\"reaction\":\"like\"}", "k")
                        .status())
                .isEqualTo(202);
        String bob = "Bearer " + two.tokenFor("video:42");
        assertThat(two.send("POST", "/v1/videos/42/comments", OTHER, "Authorization", bob, "Idempotency-Key", "k")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void serve_shouldAnswer409_whileTheFirstIsInFlight() throws Exception {
        one.queue.hold();
        CompletableFuture<ApiServer.Answer> first = later(() -> one.comment(TEXT, "k"));
        await().until(() -> one.waiting() == 1);

        ApiServer.Answer meanwhile = two.comment(TEXT, "k");
        assertThat(meanwhile.status()).isEqualTo(409);
        assertThat(meanwhile.problem()).isEqualTo("idempotency-key-in-flight");
        assertThat(meanwhile.raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(two.comment(OTHER, "k").status()).isEqualTo(422);
        one.queue.release();
        assertThat(first.get().status()).isEqualTo(202);
        assertThat(two.comment(TEXT, "k").raw().body())
                .isEqualTo(first.get().raw().body());
    }

    @Test
    void serve_shouldFreeTheKeyWhole_whenTheFirstWasRefusedForCertain() {
        one.queue.answer(REFUSED);
        assertThat(one.comment(TEXT, "k").status()).isEqualTo(503);

        assertThat(keys.known()).isEmpty();
        assertThat(two.comment(OTHER, "k").status()).isEqualTo(202);
    }

    @Test
    void serve_shouldNameTheCommentAlike_whenTheOutcomeWasUnknown() {
        one.queue.answer(UNKNOWN);
        assertThat(one.comment(TEXT, "k").problem()).isEqualTo("outcome-unknown");
        two.queue.answer(REFUSED);
        assertThat(two.comment(TEXT, "k").status()).isEqualTo(503);
        assertThat(two.comment(OTHER, "k").status()).isEqualTo(422);
        two.queue.answer(new SendOutcome.Accepted());
        ApiServer.Answer last = two.comment(TEXT, "k");

        assertThat(last.status()).isEqualTo(202);
        DurableEvent sent = comments(one).getFirst();
        assertThat(comments(two)).allMatch(sent::equals);
        assertThat(last.body().path("eventId").asText()).isEqualTo(sent.id().value());
        assertThat(last.body().path("acceptedAt").asLong()).isEqualTo(sent.id().acceptedAt());
    }

    @Test
    void serve_shouldNameTheCommentAlike_whenTheProcessDied() {
        one.queue.hold();
        CompletableFuture<ApiServer.Answer> lost = later(() -> one.comment(TEXT, "k"));
        await().until(() -> one.queue.batches().size() == 1);
        keys.endLeases();

        ApiServer.Answer again = two.comment(TEXT, "k");
        assertThat(again.body().path("eventId").asText())
                .isEqualTo(comments(one).getFirst().id().value());
        one.queue.release();
        assertThat(lost.join().raw().body()).isEqualTo(again.raw().body());
    }

    @Test
    void serve_shouldAnswer503AndTouchNoOthers_whenTheTableIsOutOfReach() {
        keys.fail(FakeKeys.Step.CLAIM);

        ApiServer.Answer answer = one.comment(TEXT, "k");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("store-unavailable");
        assertThat(answer.raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(comments(one)).isEmpty();
        assertThat(one.comment(TEXT).status()).isEqualTo(202);
        keys.fail();
        assertThat(one.comment(TEXT, "k").status()).isEqualTo(202);
    }

    @Test
    void serve_shouldAnswer202_whenTheAnswerCannotBeKept() {
        keys.fail(FakeKeys.Step.SETTLE);
        ApiServer.Answer first = one.comment(TEXT, "k");
        assertThat(first.status()).isEqualTo(202);
        assertThat(one.counted(ApiMetric.KEYED_UNSETTLED)).isEqualTo(1);
        keys.fail();

        assertThat(two.comment(TEXT, "k").status()).isEqualTo(409);
        keys.endLeases();
        assertThat(two.comment(TEXT, "k").raw().body()).isEqualTo(first.raw().body());
    }

    @Test
    void serve_shouldAnswer503_whenTooManyHaveAKey() {
        one.queue.hold();
        List<CompletableFuture<ApiServer.Answer>> held = IntStream.range(0, ApiServer.MOST_KEYED)
                .mapToObj(number -> later(() -> one.comment(TEXT, "k" + number)))
                .toList();
        await().until(() -> one.waiting() == ApiServer.MOST_KEYED);

        assertThat(one.comment(TEXT, "more").problem()).isEqualTo("overloaded");
        one.queue.release();
        assertThat(held).allMatch(each -> each.join().status() == 202);
        assertThat(one.comment(TEXT, "more").status()).isEqualTo(202);
    }

    @Test
    void serve_shouldNotLeakPlaces_whenRequestsEndInEveryWay() {
        for (int round = 0; round < 2 * ApiServer.MOST_KEYED; round++) {
            assertThat(one.comment("{", "bad" + round).status()).isEqualTo(400);
            assertThat(one.comment(OTHER, "bad" + round).status()).isEqualTo(422);
            keys.fail(FakeKeys.Step.CLAIM);
            assertThat(one.comment(TEXT, "good" + round).status()).isEqualTo(503);
            keys.fail();
            assertThat(one.comment(TEXT, "good" + round).status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\tb"})
    void serve_shouldAnswer400_whenTheKeyCannotBeOne(String key) {
        ApiServer.Answer answer = one.comment(TEXT, key);

        assertThat(answer.problem()).isEqualTo("invalid-field");
        assertThat(answer.detail()).startsWith("Idempotency-Key: ");
        assertThat(keys.known()).isEmpty();
    }

    @Test
    void serve_shouldAnswer400_whenTheKeyIsTooLongOrThereTwice() {
        assertThat(one.comment(TEXT, "k".repeat(256)).status()).isEqualTo(400);
        assertThat(one.comment(TEXT, "k".repeat(255)).status()).isEqualTo(202);
        assertThat(one.send(
                                "POST",
                                "/v1/videos/42/comments",
                                TEXT,
                                "Authorization",
                                "Bearer " + one.token,
                                "Idempotency-Key",
                                "a",
                                "Idempotency-Key",
                                "a")
                        .detail())
                .contains("2 times");
    }

    @Test
    void serve_shouldAskForRightsFirst_whateverWasAnswered() {
        one.comment(TEXT, "k");

        String elsewhere = "Bearer " + two.tokenFor("video:7");
        assertThat(two.send("POST", "/v1/videos/42/comments", TEXT, "Authorization", elsewhere, "Idempotency-Key", "k")
                        .status())
                .isEqualTo(403);
        assertThat(two.send("POST", "/v1/videos/42/comments", TEXT, "Idempotency-Key", "k")
                        .status())
                .isEqualTo(401);
        assertThat(keys.known()).isEqualTo(Set.of(new IdempotencyKey("ann", "/v1/videos/{id}/comments", "k")));
    }

    private static ApiServer.Answer post(ApiServer to, String path, String body, String key) {
        return to.send("POST", path, body, "Authorization", "Bearer " + to.token, "Idempotency-Key", key);
    }

    private CompletableFuture<ApiServer.Answer> later(Supplier<ApiServer.Answer> request) {
        return CompletableFuture.supplyAsync(request, clients);
    }

    private static List<DurableEvent> comments(ApiServer server) {
        return server.queue.batches().stream()
                .flatMap(batch -> Objects.requireNonNull(batch.topics().get(ApiServer.VIDEO)).durable().all().stream())
                .toList();
    }
}
