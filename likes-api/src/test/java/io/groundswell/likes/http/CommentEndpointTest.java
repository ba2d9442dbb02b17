package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventKind;
import io.groundswell.likes.ApiServer;
import io.groundswell.likes.accept.SendOutcome;
import io.groundswell.likes.metrics.ApiMetric;
import io.groundswell.likes.moderation.ModerationConfig;
import io.groundswell.likes.moderation.Verdict;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommentEndpointTest {
    private final ApiServer server = new ApiServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void handle_shouldAnswer202_whenTheQueueHasTheComment() {
        ApiServer.Answer answer = server.comment("{\"text\":\"  hi \\\"all\\\" 🌊\\nbye  \",\"unknown\":{}}");

        assertThat(answer.status()).isEqualTo(202);
        DurableEvent event = Objects.requireNonNull(
                        server.queue.batches().getFirst().topics().get(ApiServer.VIDEO))
                .durable()
                .all()
                .iterator()
                .next();
        assertThat(event.id().value()).isEqualTo(answer.body().path("eventId").asText());
        assertThat(event.id().region()).isEqualTo("eu-west-1");
        assertThat(event.kind()).isEqualTo(EventKind.COMMENT);
        assertThat(event.actor()).isEqualTo("ann");
        assertThat(event.acceptedAt())
                .isEqualTo(answer.body().path("acceptedAt").asLong());
        assertThat(event.content()).isEqualTo("{\"text\":\"hi \\\"all\\\" 🌊\\nbye\"}");
    }

    @Test
    void handle_shouldAnswer400_whenTheTextHasHalfASurrogatePair() {
        ApiServer.Answer answer = server.comment("{\"text\":\"a\\ud83cb\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-field");
    }

    @Test
    void handle_shouldAnswer400_whenTheTextIsOfAnotherType() {
        assertThat(server.comment("{\"text\":[\"a\"]}").problem()).isEqualTo("invalid-field");
    }

    @Test
    void handle_shouldAnswer503_whenTheOutcomeStaysUnknown() {
        server.queue.answer(new SendOutcome.Unknown("test"));

        assertThat(server.comment("{\"text\":\"a\"}").problem()).isEqualTo("outcome-unknown");
    }

    @Test
    void handle_shouldAnswer422_whenModerationRefusesTheComment() {
        try (ApiServer moderated = moderated(new Verdict.Refused("spam"))) {
            ApiServer.Answer answer = moderated.comment("{\"text\":\"a\"}", "k");

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.problem()).isEqualTo("comment-refused");
            assertThat(answer.detail()).contains("spam");
            assertThat(moderated.comment("{\"text\":\"a\"}", "k").raw().body())
                    .isEqualTo(answer.raw().body());
            assertThat(moderated.counted(ApiMetric.MODERATION_REFUSED)).isEqualTo(1);
            assertThat(moderated.queue.batches()).isEmpty();
            assertThat(moderated.like("{\"reaction\":\"like\"}").status()).isEqualTo(202);
        }
    }

    @Test
    void handle_shouldAnswer202_whenModerationAllowsTheComment() {
        try (ApiServer moderated = moderated(new Verdict.Allowed())) {
            assertThat(moderated.comment("{\"text\":\"a\"}").status()).isEqualTo(202);
            assertThat(moderated.comment("{\"text\":\"a\"}", "k").status()).isEqualTo(202);
        }
    }

    @Test
    void handle_shouldAnswer503AndFreeTheKey_whenThereIsNoVerdict() {
        Deque<Verdict> verdicts = new ConcurrentLinkedDeque<>(
                List.of(new Verdict.Undecided("test"), new Verdict.Undecided("test"), new Verdict.Allowed()));
        try (ApiServer moderated = new ApiServer(comment -> verdicts.remove(), ModerationConfig.Fallback.REFUSE)) {
            ApiServer.Answer answer = moderated.comment("{\"text\":\"a\"}");

            assertThat(answer.problem()).isEqualTo("moderation-unavailable");
            assertThat(answer.raw().headers().firstValue("Retry-After")).contains("1");
            assertThat(moderated.comment("{\"text\":\"a\"}", "k").status()).isEqualTo(503);
            assertThat(moderated.comment("{\"text\":\"a\"}", "k").status()).isEqualTo(202);
        }
    }

    @Test
    void handle_shouldAnswer202_whenThereIsNoVerdictAndTheFallbackAllows() {
        try (ApiServer moderated =
                new ApiServer(comment -> new Verdict.Undecided("test"), ModerationConfig.Fallback.ALLOW)) {
            assertThat(moderated.comment("{\"text\":\"a\"}").status()).isEqualTo(202);
        }
    }

    private static ApiServer moderated(Verdict always) {
        return new ApiServer(comment -> always, ModerationConfig.Fallback.REFUSE);
    }
}
