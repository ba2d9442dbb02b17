package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.likes.ApiServer;
import io.groundswell.likes.ApiServer.Answer;
import io.groundswell.likes.Contract;
import io.groundswell.likes.accept.SendOutcome;
import io.groundswell.likes.limit.Rate;
import io.groundswell.likes.limit.RateLimitConfig;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Each status that the document has is answered by the server, so the document promises nothing that does not happen. */
class DocumentedAnswersTest {
    private static final String VIDEO = "/v1/videos/42";
    private static final String TOO_LONG = "/v1/videos/" + "x".repeat(129);
    private static final String LIKE = "{\"reaction\":\"like\"}";
    private static final String COMMENT = "{\"text\":\"hi\"}";
    private static final Rate ONE = new Rate(1, 1);
    private static final SendOutcome REFUSED = new SendOutcome.Refused(SendOutcome.Reason.UNAVAILABLE, "test");

    /** Of a server that stops, which the tests of {@code http-edge} have. */
    private static final String ELSEWHERE = "GET /health/ready 503";

    private final Set<String> seen = new TreeSet<>();

    @Test
    void server_shouldGiveEveryAnswerThatTheDocumentHas() {
        publishing("POST /v1/videos/{id}/likes", "/likes", LIKE);
        publishing("POST /v1/videos/{id}/comments", "/comments", COMMENT);
        reading("GET /v1/videos/{id}", "");
        reading("GET /v1/videos/{id}/comments", "/comments");
        reading("GET /v1/videos/{id}/likes", "/likes");
        try (ApiServer server = ApiServer.withoutLikerRecords()) {
            note("GET /v1/videos/{id}/likes", server.get(VIDEO + "/likes"));
        }
        for (String path : Set.of("/openapi.yaml", "/health/live", "/health/ready", "/metrics")) {
            try (ApiServer server = new ApiServer()) {
                note("GET " + path, server.get(path));
                note("GET " + path, server.send("GET", path, "", "Accept", "image/png"));
            }
        }
        seen.add(ELSEWHERE);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(Contract.load().answers());
    }

    private void publishing(String operation, String sub, String body) {
        try (ApiServer server = new ApiServer()) {
            String path = VIDEO + sub;
            String bearer = "Bearer " + server.token;
            note(operation, server.send("POST", path, body, "Authorization", bearer, "Idempotency-Key", "k"));
            note(operation, server.send("POST", path, "{}", "Authorization", bearer, "Idempotency-Key", "k"));
            note(operation, server.send("POST", TOO_LONG + sub, body, "Authorization", bearer));
            note(operation, server.send("POST", path, body));
            String other = "Bearer " + server.tokenFor("video:43");
            note(operation, server.send("POST", path, body, "Authorization", other));
            note(operation, server.send("POST", path, body, "Authorization", bearer, "Accept", "image/png"));
            note(operation, server.send("POST", path, " ".repeat(1 << 20), "Authorization", bearer));
            server.queue.answer(REFUSED);
            note(operation, server.send("POST", path, body, "Authorization", bearer));
            whileTheFirstRuns(operation, server, path, body, bearer);
        }
        try (ApiServer server = new ApiServer(new RateLimitConfig(ONE, ONE, new Rate(0, 1), 0))) {
            String bearer = "Bearer " + server.token;
            note(operation, server.send("POST", VIDEO + sub, body, "Authorization", bearer));
            note(operation, server.send("POST", VIDEO + sub, body, "Authorization", bearer));
        }
    }

    private void whileTheFirstRuns(String operation, ApiServer server, String path, String body, String bearer) {
        server.queue.hold();
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(
                () -> server.send("POST", path, body, "Authorization", bearer, "Idempotency-Key", "other"));
        await().until(() -> server.waiting() == 1);
        note(operation, server.send("POST", path, body, "Authorization", bearer, "Idempotency-Key", "other"));
        server.queue.release();
        note(operation, first.join());
    }

    private void reading(String operation, String sub) {
        try (ApiServer server = new ApiServer()) {
            String path = VIDEO + sub;
            note(operation, server.get(path));
            note(operation, server.get(TOO_LONG + sub));
            note(operation, server.send("GET", path, ""));
            String other = "Bearer " + server.tokenFor("video:43");
            note(operation, server.send("GET", path, "", "Authorization", other));
            note(operation, server.send("GET", path, "", "Accept", "image/png"));
            server.store.fail();
            note(operation, server.get("/v1/videos/44" + sub));
        }
        try (ApiServer server = new ApiServer(new RateLimitConfig(new Rate(0, 1), new Rate(0, 1), ONE, 0))) {
            note(operation, server.get(VIDEO + sub));
            note(operation, server.get(VIDEO + sub));
        }
    }

    private void note(String operation, Answer answer) {
        seen.add(operation + " " + answer.status());
    }
}
