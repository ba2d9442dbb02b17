package io.groundswell.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Publishes through the API, and asks it. Any thread may use it. */
public final class ApiClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration REQUEST = Duration.ofSeconds(20);
    private static final int SUCCESS = 2;

    private final URI api;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** As a guest. */
    public ApiClient(URI api) {
        this(api, Optional.empty());
    }

    /**
     * @param api such as {@code http://localhost:8080}
     * @param token of who asks; empty for a guest
     */
    public ApiClient(URI api, Optional<String> token) {
        this.api = api;
        this.token = token;
    }

    /**
     * Returns when the queue has it.
     *
     * @throws ClientException if it was not accepted, or is not known to be
     */
    public void like(String video, String reaction) {
        send(post("/v1/videos/" + video + "/likes", Map.of("reaction", reaction)));
    }

    /**
     * Returns when the queue has it.
     *
     * @return the comment's event id
     * @throws ClientException if it was not accepted, or is not known to be
     */
    public String comment(String video, String text) {
        return send(post("/v1/videos/" + video + "/comments", Map.of("text", text)))
                .path("eventId")
                .asText();
    }

    /**
     * A token that the local mode signs.
     *
     * @throws ClientException if there can be no such member, or this is not the local mode
     */
    public String developmentToken(String name) {
        return send(post("/local/tokens", Map.of("name", name))).path("token").asText();
    }

    /**
     * What is at a path.
     *
     * @throws ClientException if it does not answer, or says no
     */
    public JsonNode get(String path) {
        return send(to(path).build());
    }

    private HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    private HttpRequest post(String path, Map<String, String> body) {
        return to(path).header("Content-Type", "application/json")
                .timeout(REQUEST)
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                .build();
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != SUCCESS) {
                throw new ClientException(Refusal.of(response.statusCode(), response.body()), null);
            }
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new ClientException(api + ": answers, but not with JSON (expected: the Groundswell API)", e);
        } catch (IOException e) {
            throw new ClientException(api + ": does not answer (expected: the API; is \"groundswell up\" running?)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(api + ": interrupted (expected: an answer)", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
