package io.groundswell.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ApiClientTest {
    @Test
    void like_shouldPostTheReaction_whenAccepted() throws IOException {
        try (StubServer server = new StubServer(202, "{\"acceptedAt\":1}");
                ApiClient client = new ApiClient(server.address())) {
            client.like("42", "love");

            assertThat(server.requests).containsExactly("POST /v1/videos/42/likes {\"reaction\":\"love\"}");
        }
    }

    @Test
    void comment_shouldReturnTheEventId_whenAccepted() throws IOException {
        try (StubServer server = new StubServer(202, "{\"eventId\":\"e1\",\"acceptedAt\":1}");
                ApiClient client = new ApiClient(server.address())) {
            assertThat(client.comment("42", "a \"b\"")).isEqualTo("e1");

            assertThat(server.requests).containsExactly("POST /v1/videos/42/comments {\"text\":\"a \\\"b\\\"\"}");
        }
    }

    @Test
    void developmentToken_shouldBeThatOfTheMember() throws IOException {
        try (StubServer server = new StubServer(200, "{\"token\":\"t\",\"member\":\"ann\"}");
                ApiClient client = new ApiClient(server.address())) {
            assertThat(client.developmentToken("ann")).isEqualTo("t");

            assertThat(server.requests).containsExactly("POST /local/tokens {\"name\":\"ann\"}");
        }
    }

    @Test
    void like_shouldSayWhatTheServerSays_whenItRefuses() throws IOException {
        try (StubServer server = new StubServer(400, "{\"title\":\"Invalid field\",\"detail\":\"reaction: no\"}");
                ApiClient client = new ApiClient(server.address())) {
            assertThatThrownBy(() -> client.like("42", "x"))
                    .isInstanceOf(ClientException.class)
                    .hasMessage("reaction: no (400 Invalid field)");
        }
    }

    @Test
    void get_shouldSaySo_whenSomebodyElseAnswers() throws IOException {
        try (StubServer server = new StubServer(404, "<html>");
                ApiClient client = new ApiClient(server.address())) {
            assertThatThrownBy(() -> client.get("/local/status"))
                    .hasMessage("status: 404 (expected: an answer of Groundswell)");
        }
    }

    @Test
    void get_shouldSaySo_whenNobodyAnswers() throws IOException {
        URI gone;
        try (StubServer server = new StubServer(200, "")) {
            gone = server.address();
        }
        try (ApiClient client = new ApiClient(gone)) {
            assertThatThrownBy(() -> client.get("/")).hasMessageStartingWith(gone + ": does not answer");
        }
    }
}
