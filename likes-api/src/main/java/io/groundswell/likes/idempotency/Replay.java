package io.groundswell.likes.idempotency;

import io.groundswell.http.Response;
import io.groundswell.store.KeptAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/** Answers as they are kept and given again. */
final class Replay {
    private static final String HEADER = "Idempotent-Replayed";
    private static final String CONTENT_TYPE = "Content-Type";

    /** A client error of the moment: timeout, conflict, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);

    /** Whether every repeat of the request would be answered so. */
    static boolean isKept(int status) {
        int kind = status / 100;
        return kind == 2 || (kind == 4 && !PASSING.contains(status));
    }

    static KeptAnswer kept(Response response) {
        return new KeptAnswer(
                response.status(),
                Objects.requireNonNullElse(response.headers().get(CONTENT_TYPE), "application/octet-stream"),
                new String(response.body(), StandardCharsets.UTF_8));
    }

    static Response of(KeptAnswer answer) {
        return Response.bytes(
                        answer.status(), answer.contentType(), answer.body().getBytes(StandardCharsets.UTF_8))
                .withHeader(HEADER, "true");
    }

    private Replay() {}
}
