package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventKind;
import io.groundswell.likes.ApiServer;
import io.groundswell.likes.accept.SendOutcome;
import java.util.Objects;
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
}
