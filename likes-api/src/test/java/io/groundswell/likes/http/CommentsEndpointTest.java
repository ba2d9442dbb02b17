package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.likes.ApiServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentsEndpointTest {
    private static final String PATH = "/v1/videos/42/comments";

    private final ApiServer server = new ApiServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void handle_shouldShowNewestFirst() {
        keep(2);

        JsonNode body = server.get(PATH).body();

        assertThat(body.toString())
                .isEqualTo("{\"comments\":["
                        + "{\"eventId\":\"" + id(2) + "\",\"actor\":\"ann\",\"at\":1002,\"content\":{\"text\":\"n2\"}},"
                        + "{\"eventId\":\"" + id(1)
                        + "\",\"actor\":\"ann\",\"at\":1001,\"content\":{\"text\":\"n1\"}}]}");
    }

    @Test
    void handle_shouldShowTwenty_whenNoLimitIsGiven() {
        keep(21);

        assertThat(server.get(PATH).body().path("comments")).hasSize(20);
    }

    @Test
    void handle_shouldLeadThroughAllPages() {
        keep(7);

        List<String> seen = new ArrayList<>();
        String path = PATH + "?limit=3";
        String next = path;
        while (!next.isEmpty()) {
            JsonNode body = server.get(next).body();
            body.path("comments")
                    .forEach(comment -> seen.add(comment.path("eventId").asText()));
            next = body.has("before") ? path + "&before=" + body.path("before").asText() : "";
        }

        assertThat(seen).containsExactly(id(7), id(6), id(5), id(4), id(3), id(2), id(1));
    }

    @Test
    void handle_shouldNotPromiseAPage_whenThisOneEndsWithTheLastComment() {
        keep(3);

        assertThat(server.get(PATH + "?limit=3").body().has("before")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=-1", "limit=", "limit=1&limit=2", "before=x"})
    void handle_shouldAnswer400_whenAParameterCannotBeUsed(String query) {
        ApiServer.Answer answer = server.get(PATH + "?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-field");
        assertThat(answer.detail()).startsWith(query.substring(0, query.indexOf('=')) + ": ");
    }

    private void keep(int comments) {
        for (int i = 1; i <= comments; i++) {
            server.store.keep(
                    ApiServer.VIDEO,
                    new DurableEvent(
                            new EventId(id(i)), EventKind.COMMENT, "ann", 1_000 + i, 0, "{\"text\":\"n" + i + "\"}"));
        }
    }

    private static String id(int number) {
        return "01J%023d.eu-west-1".formatted(number);
    }
}
