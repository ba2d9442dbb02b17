package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.likes.ApiServer;
import io.groundswell.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VideoEndpointTest {
    @Test
    void handle_shouldShowTotals() {
        try (ApiServer server = new ApiServer(topic -> 7)) {
            server.store.keep(ApiServer.VIDEO, replica(1), new ReplicaCount(1, Map.of("like", 2L, "wow", 1L)));
            server.store.keep(ApiServer.VIDEO, replica(2), new ReplicaCount(5, Map.of("like", 3L)));
            server.store.keep(ApiServer.VIDEO, comment(1));

            ApiServer.Answer answer = server.get("/v1/videos/42");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().toString())
                    .isEqualTo(
                            "{\"topic\":\"video:42\",\"totals\":{\"like\":5,\"wow\":1},\"comments\":1,\"viewers\":7}");
        }
    }

    @Test
    void handle_shouldCountCommentsOnceASecond() {
        try (ApiServer server = new ApiServer()) {
            server.get("/v1/videos/42");
            server.store.keep(ApiServer.VIDEO, comment(1));
            assertThat(server.get("/v1/videos/42").body().path("comments").asInt())
                    .isZero();
            assertThat(server.store.counts()).isEqualTo(1);

            server.nanos.addAndGet(Duration.ofMillis(1_001).toNanos());

            assertThat(server.get("/v1/videos/42").body().path("comments").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void handle_shouldAnswer503_whenTheStoreDoesNotAnswer() {
        try (ApiServer server = new ApiServer()) {
            server.store.fail();

            ApiServer.Answer answer = server.get("/v1/videos/42");

            assertThat(answer.problem()).isEqualTo("store-unavailable");
            assertThat(answer.raw().headers().firstValue("Retry-After")).contains("1");
        }
    }

    @Test
    void handle_shouldAnswer503_whenTheRegistryDoesNotAnswer() {
        try (ApiServer server = new ApiServer(topic -> {
            throw new RegistryException("test", new IllegalStateException());
        })) {
            assertThat(server.get("/v1/videos/42").problem()).isEqualTo("store-unavailable");
        }
    }

    @Test
    void handle_shouldAnswer500_whenSomethingUnexpectedHappens() {
        try (ApiServer server = new ApiServer(topic -> {
            throw new IllegalStateException("secret");
        })) {
            ApiServer.Answer answer = server.get("/v1/videos/42");

            assertThat(answer.problem()).isEqualTo("internal");
            assertThat(answer.raw().body()).doesNotContain("secret");
            assertThat(server.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void handle_shouldAnswer503AtOnce_whenTooManyReadsAreUnderWay() {
        CountDownLatch begun = new CountDownLatch(ApiServer.MOST_READS);
        CompletableFuture<Integer> viewers = new CompletableFuture<>();
        try (ApiServer server = new ApiServer(topic -> {
            begun.countDown();
            return viewers.join();
        })) {
            List<CompletableFuture<ApiServer.Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < ApiServer.MOST_READS; i++) {
                waiting.add(CompletableFuture.supplyAsync(() -> server.get("/v1/videos/42")));
            }
            await().until(() -> begun.getCount() == 0);

            ApiServer.Answer answer = server.get("/v1/videos/42");

            assertThat(answer.problem()).isEqualTo("overloaded");
            viewers.complete(1);
            assertThat(waiting)
                    .allSatisfy(each -> assertThat(each.join().status()).isEqualTo(200));
            assertThat(server.get("/v1/videos/42").status()).isEqualTo(200);
        }
    }

    @Test
    void handle_shouldAnswer403_whenTheTokenDoesNotAllowIt() {
        try (ApiServer server = new ApiServer()) {
            ApiServer.Answer answer =
                    server.send("GET", "/v1/videos/42", "", "Authorization", "Bearer " + server.tokenFor("video:43"));

            assertThat(answer.problem()).isEqualTo("forbidden");
        }
    }

    private static Replica replica(int number) {
        return new Replica("eu-west-1", "boot." + number);
    }

    private static DurableEvent comment(int number) {
        EventId id = new EventId("01J%023d.eu-west-1".formatted(number));
        return new DurableEvent(id, EventKind.COMMENT, "ann", 1_000, 0, "{\"text\":\"hi\"}");
    }
}
