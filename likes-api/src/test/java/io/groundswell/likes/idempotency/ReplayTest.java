package io.groundswell.likes.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import io.groundswell.store.KeptAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 400, 403, 404, 410, 413, 422})
    void isKept_shouldHold_whenTheAnswerIsFinal(int status) {
        assertThat(Replay.isKept(status)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 408, 409, 425, 429, 500, 502, 503, 504})
    void isKept_shouldNotHold_whenAnotherAttemptMayEndOtherwise(int status) {
        assertThat(Replay.isKept(status)).isFalse();
    }

    @Test
    void of_shouldBeTheAnswerThatWasKept() {
        Response first = Response.of(ProblemType.COMMENT_REFUSED.with("text: 🌊"));
        KeptAnswer kept = Replay.kept(first);
        Response again = Replay.of(kept);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Idempotent-Replayed", "true");
    }
}
