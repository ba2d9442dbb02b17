package io.groundswell.fleet.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Speaks with ECS on this machine. Calls block, for some seconds at most; any thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html">Amazon
 *     ECS: task scale-in protection endpoint</a>
 */
final class TaskAgent implements AutoCloseable {
    /** After which a protection ends that nobody renews: a node that hangs is not kept for longer. */
    static final Duration PROTECTION = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_ANSWER_BYTES = 1 << 16;
    private static final int MOST_QUOTED = 300;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * Protects the task for {@link #PROTECTION} from now, or no longer.
     *
     * @throws IOException if it is not known to be so afterwards
     */
    void protect(URI agent, boolean isWanted) throws IOException {
        String expiry = isWanted ? ",\"ExpiresInMinutes\":" + PROTECTION.toMinutes() : "";
        JsonNode answer = ask(request(agent, "/task-protection/v1/state")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"ProtectionEnabled\":" + isWanted + expiry + "}"))
                .build());
        JsonNode state = answer.at("/protection/ProtectionEnabled");
        if (!state.isBoolean() || state.asBoolean() != isWanted) {
            throw new IOException("task protection: " + quoted(answer.toString()) + " (expected: ProtectionEnabled "
                    + isWanted + ")");
        }
    }

    /**
     * The family and revision of the task's definition, such as {@code nodes:17}.
     *
     * @throws IOException if it is not said
     */
    String definition(URI metadata) throws IOException {
        JsonNode task = ask(request(metadata, "/task").GET().build());
        String family = task.path("Family").asText();
        String revision = task.path("Revision").asText();
        if (family.isEmpty() || revision.isEmpty()) {
            throw new IOException("task: " + quoted(task.toString()) + " (expected: Family and Revision)");
        }
        return family + ":" + revision;
    }

    private static HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    }

    private JsonNode ask(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                String text = new String(body.readNBytes(MOST_ANSWER_BYTES), StandardCharsets.UTF_8);
                if (answer.statusCode() != OK) {
                    throw new IOException(request.uri().getPath() + ": " + answer.statusCode() + " " + quoted(text)
                            + " (expected: " + OK + ")");
                }
                return JSON.readTree(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(request.uri().getPath() + ": interrupted (expected: an answer)", e);
        }
    }

    private static String quoted(String text) {
        return text.length() > MOST_QUOTED ? text.substring(0, MOST_QUOTED) + "…" : text;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
