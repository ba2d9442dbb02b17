package io.groundswell.likes.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.likes.ApiServer;
import io.groundswell.likes.metrics.ApiMetric;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final String LIKE = "{\"reaction\":\"like\"}";
    private static final String COMMENT = "{\"text\":\"Hello\"}";
    private static final Rate ANY = new Rate(0, 1);
    private static final Rate ONE = new Rate(1, 1);

    @Test
    void like_shouldBeAnswered429_whenTheMemberLikesTooOften() {
        try (ApiServer server = new ApiServer(new RateLimitConfig(ONE, ANY, ANY, 0))) {
            assertThat(server.like(LIKE).status()).isEqualTo(202);
            ApiServer.Answer answer = server.like(LIKE);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.problem()).isEqualTo("rate-limited");
            assertThat(answer.raw().headers().firstValue("Retry-After")).contains("1");
            assertThat(server.count(ApiMetric.LIMITED_MEMBER)).isEqualTo(1);
            assertThat(server.queue.batches()).hasSize(1);
            assertThat(server.comment(COMMENT).status()).isEqualTo(202);
            server.nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            assertThat(server.like(LIKE).status()).isEqualTo(202);
        }
    }

    @Test
    void like_shouldCountEachMember() {
        try (ApiServer server = new ApiServer(new RateLimitConfig(ONE, ANY, ANY, 0))) {
            assertThat(server.like(LIKE).status()).isEqualTo(202);
            assertThat(server.send(
                                    "POST",
                                    "/v1/videos/42/likes",
                                    LIKE,
                                    "Authorization",
                                    "Bearer " + server.tokenFor("video:42"))
                            .status())
                    .isEqualTo(202);
        }
    }

    @Test
    void comment_shouldBeAnswered429_whenTheMemberCommentsTooOften() {
        try (ApiServer server = new ApiServer(new RateLimitConfig(ANY, new Rate(1, 2), ANY, 0))) {
            assertThat(server.comment(COMMENT).status()).isEqualTo(202);
            assertThat(server.comment(COMMENT).status()).isEqualTo(202);
            assertThat(server.comment(COMMENT).status()).isEqualTo(429);
            assertThat(server.like(LIKE).status()).isEqualTo(202);
        }
    }

    @Test
    void request_shouldBeAnswered429_whenTheAddressAsksTooOften() {
        try (ApiServer server = new ApiServer(new RateLimitConfig(ANY, ANY, new Rate(1, 2), 0))) {
            assertThat(server.get("/v1/videos/42").status()).isEqualTo(200);
            assertThat(server.like(LIKE).status()).isEqualTo(202);
            assertThat(server.get("/v1/videos/42/comments").status()).isEqualTo(429);
            assertThat(server.comment(COMMENT).problem()).isEqualTo("rate-limited");
            assertThat(server.count(ApiMetric.LIMITED_ADDRESS)).isEqualTo(2);
        }
    }

    @Test
    void request_shouldCountWhoIsNotLetIn_whenItsTokenIsNone() {
        try (ApiServer server = new ApiServer(new RateLimitConfig(ANY, ANY, ONE, 0))) {
            assertThat(server.send("GET", "/v1/videos/42", "").status()).isEqualTo(401);
            assertThat(server.send("GET", "/v1/videos/42", "").status()).isEqualTo(429);
        }
    }

    @Test
    void request_shouldCountTheAddressBehindTheProxy_whenOneIsTrusted() {
        try (ApiServer server = new ApiServer(new RateLimitConfig(ANY, ANY, ONE, 1))) {
            assertThat(from(server, "203.0.113.1").status()).isEqualTo(401);
            assertThat(from(server, "203.0.113.2").status()).isEqualTo(401);
            assertThat(from(server, "203.0.113.3, 203.0.113.1").status()).isEqualTo(429);
        }
    }

    @Test
    void request_shouldNotCountHealth() {
        try (ApiServer server = new ApiServer(new RateLimitConfig(ANY, ANY, ONE, 0))) {
            for (int i = 0; i < 5; i++) {
                assertThat(server.send("GET", "/health/live", "").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void like_shouldHoldGuestsToTheirAddressAlone() {
        try (ApiServer server = ApiServer.withGuests(new RateLimitConfig(ONE, ONE, new Rate(1, 3), 0))) {
            for (int i = 0; i < 3; i++) {
                assertThat(server.send("POST", "/v1/videos/42/likes", LIKE).status())
                        .isEqualTo(202);
            }
            assertThat(server.send("POST", "/v1/videos/42/likes", LIKE).status())
                    .isEqualTo(429);
            assertThat(server.count(ApiMetric.LIMITED_ADDRESS)).isEqualTo(1);
        }
    }

    private static ApiServer.Answer from(ApiServer server, String address) {
        return server.send("GET", "/v1/videos/42", "", "X-Forwarded-For", address);
    }
}
