package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.Interval;
import io.groundswell.event.TopicUpdate;
import io.groundswell.likes.ApiServer;
import io.groundswell.likes.accept.SendOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikeEndpointTest {
    private static final String LIKE = "{\"reaction\":\"like\"}";

    private final ApiServer server = new ApiServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void handle_shouldAnswer202_whenTheQueueHasTheLike() {
        ApiServer.Answer answer = server.like("{\"reaction\":\"like\",\"unknown\":1}");

        assertThat(answer.status()).isEqualTo(202);
        TopicUpdate update = Objects.requireNonNull(
                server.queue.batches().getFirst().topics().get(ApiServer.VIDEO));
        assertThat(update.counted().totals()).containsEntry("like", 1L);
        Interval interval = update.intervals().values().iterator().next();
        assertThat(interval.actors()).containsExactly("ann");
        assertThat(interval.firstAt())
                .isEqualTo(answer.body().path("acceptedAt").asLong());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {                             | invalid-json  | JSON
        []                            | invalid-json  | JSON
        ``                            | invalid-json  | JSON
        {}                            | invalid-field | reaction
        {"reaction":7}                | invalid-field | reaction
        {"reaction":null}             | invalid-field | reaction
        {"reaction":"dislike"}        | invalid-field | (expected: one of like)
        """)
    void handle_shouldAnswer400_whenTheBodyCannotBeUsed(String body, String problem, String detail) {
        ApiServer.Answer answer = server.like(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.detail()).contains(detail);
        assertThat(server.queue.batches()).isEmpty();
    }

    @Test
    void handle_shouldAnswer400_whenThePathNamesNoVideo() {
        ApiServer.Answer answer =
                server.send("POST", "/v1/videos/a%20b/likes", LIKE, "Authorization", "Bearer " + server.token);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-topic");
    }

    @Test
    void handle_shouldAnswer413_whenTheBodyIsTooLarge() {
        ApiServer.Answer answer = server.like("{\"reaction\":\"" + "x".repeat(17_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("body-too-large");
    }

    @Test
    void handle_shouldAnswer405_whenTheMethodIsAnother() {
        ApiServer.Answer answer = server.send("PUT", "/v1/videos/42/likes", LIKE);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.raw().headers().firstValue("Allow").orElse("")).contains("POST");
    }

    @Test
    void handle_shouldAnswer406_whenAcceptExcludesJson() {
        ApiServer.Answer answer = server.send(
                "POST", "/v1/videos/42/likes", LIKE, "Accept", "text/html", "Authorization", "Bearer " + server.token);

        assertThat(answer.status()).isEqualTo(406);
    }

    @Test
    void handle_shouldAnswer401_whenThereIsNoToken() {
        ApiServer.Answer answer = server.send("POST", "/v1/videos/42/likes", LIKE);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("token-required");
        assertThat(answer.raw().headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void handle_shouldAnswer401_whenTheTokenCannotBeUsed() {
        ApiServer.Answer answer =
                server.send("POST", "/v1/videos/42/likes", LIKE, "Authorization", "Bearer " + server.token + "x");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("invalid-token");
    }

    @Test
    void handle_shouldAnswer403_whenTheTokenDoesNotAllowIt() {
        ApiServer.Answer answer = server.send(
                "POST", "/v1/videos/42/likes", LIKE, "Authorization", "Bearer " + server.tokenFor("video:43"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("forbidden");
        assertThat(server.queue.batches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"OVERLOADED, overloaded", "UNAVAILABLE, store-unavailable"})
    void handle_shouldAnswer503WithRetryAfter_whenTheQueueRefuses(SendOutcome.Reason reason, String problem) {
        server.queue.answer(new SendOutcome.Refused(reason, "test"));

        ApiServer.Answer answer = server.like(LIKE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.raw().headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void handle_shouldAnswer503WithRetryAfter_whenTheOutcomeStaysUnknown() {
        server.queue.answer(new SendOutcome.Unknown("test"));

        ApiServer.Answer answer = server.like(LIKE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("outcome-unknown");
        assertThat(answer.raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(server.queue.batches()).hasSize(2);
    }

    @Test
    void handle_shouldAnswer503AtOnce_whenTooManyRequestsAreUnderWay() {
        server.queue.hold();
        List<CompletableFuture<ApiServer.Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < ApiServer.MOST_REQUESTS; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> server.like(LIKE)));
        }
        await().until(() -> server.waiting() == ApiServer.MOST_REQUESTS);

        ApiServer.Answer answer = server.like(LIKE);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("overloaded");
        assertThat(answer.raw().headers().firstValue("Retry-After")).contains("1");
        server.queue.release();
        assertThat(waiting).allSatisfy(each -> assertThat(each.join().status()).isEqualTo(202));
    }
}
