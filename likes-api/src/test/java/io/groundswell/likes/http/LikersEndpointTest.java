package io.groundswell.likes.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.MemberLike;
import io.groundswell.likes.ApiServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikersEndpointTest {
    private static final String PATH = "/v1/videos/42/likes";

    private final ApiServer server = new ApiServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void handle_shouldShowWhoLikedWhat() {
        server.store.note(ApiServer.VIDEO, "ann", new MemberLike("wow", 1_000));
        server.store.note(ApiServer.VIDEO, "ann", new MemberLike("like", 900));
        server.store.note(ApiServer.VIDEO, "bob", new MemberLike("like", 1_001));

        assertThat(server.get(PATH).body().toString())
                .isEqualTo("{\"likes\":[{\"member\":\"ann\",\"reaction\":\"wow\",\"at\":1000},"
                        + "{\"member\":\"bob\",\"reaction\":\"like\",\"at\":1001}]}");
    }

    @Test
    void handle_shouldShowOneMember_whenAskedForIt() {
        server.store.note(ApiServer.VIDEO, "ann", new MemberLike("wow", 1_000));

        assertThat(server.get(PATH + "?member=ann").body().toString())
                .isEqualTo("{\"likes\":[{\"member\":\"ann\",\"reaction\":\"wow\",\"at\":1000}]}");
        assertThat(server.get(PATH + "?member=bob").body().toString()).isEqualTo("{\"likes\":[]}");
    }

    @Test
    void handle_shouldLeadThroughAllPages() {
        for (int n = 0; n < 7; n++) {
            server.store.note(ApiServer.VIDEO, "m" + n, new MemberLike("like", n));
        }

        List<String> seen = new ArrayList<>();
        String path = PATH + "?limit=3";
        String next = path;
        while (!next.isEmpty()) {
            JsonNode body = server.get(next).body();
            body.path("likes").forEach(like -> seen.add(like.path("member").asText()));
            next = body.has("after") ? path + "&after=" + body.path("after").asText() : "";
        }

        assertThat(seen).containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=1&limit=2", "after=a%20b", "member=", "member=a&member=b"})
    void handle_shouldAnswer400_whenAParameterCannotBeUsed(String query) {
        ApiServer.Answer answer = server.get(PATH + "?" + query);

        assertThat(answer.problem()).isEqualTo("invalid-field");
        assertThat(answer.detail()).startsWith(query.substring(0, query.indexOf('=')) + ": ");
    }

    @Test
    void handle_shouldAnswer404_whenItIsNotRecorded() {
        try (ApiServer off = ApiServer.withoutLikerRecords()) {
            ApiServer.Answer answer = off.get(PATH);

            assertThat(answer.problem()).isEqualTo("not-found");
            assertThat(answer.detail()).isEqualTo("who liked what is not recorded here");
        }
    }

    @Test
    void handle_shouldAnswer403_whenTheTokenDoesNotAllowIt() {
        ApiServer.Answer answer =
                server.send("GET", PATH, "", "Authorization", "Bearer " + server.tokenFor("video:43"));

        assertThat(answer.problem()).isEqualTo("forbidden");
    }

    @Test
    void handle_shouldAnswer503_whenTheStoreDoesNotAnswer() {
        server.store.fail();

        assertThat(server.get(PATH).problem()).isEqualTo("store-unavailable");
        assertThat(server.get(PATH + "?member=ann").problem()).isEqualTo("store-unavailable");
    }
}
