package io.groundswell.likes.moderation;

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

/**
 * Posts {@code {"topic", "member", "text"}} to a service, which answers 200 with {@code {"allow": true}} or {@code {"allow":
 * false, "reason": "…"}}. Anything else is no verdict. Thread-safe; owns its connections.
 */
public final class HttpModeration implements Moderation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_REASON = 200;

    private final HttpClient http;
    private final URI service;
    private final Duration timeout;

    /** @param timeout until the answer begins; whoever calls bounds the whole */
    public HttpModeration(URI service, Duration timeout) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.service = service;
        this.timeout = timeout;
    }

    @Override
    public Verdict judge(Submission comment) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer =
                    http.send(request(comment), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            return answer.statusCode() == OK
                    ? verdict(answer.body())
                    : new Verdict.Undecided("moderation: status " + answer.statusCode() + " (expected: 200)");
        } catch (IOException e) {
            return new Verdict.Undecided("moderation: " + e + " (expected: an answer)");
        }
    }

    private HttpRequest request(Submission comment) {
        Map<String, String> body =
                Map.of("topic", comment.topic().toString(), "member", comment.member(), "text", comment.text());
        return HttpRequest.newBuilder(service)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                .build();
    }

    private static Verdict verdict(byte[] body) throws IOException {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return new Verdict.Undecided("moderation: not JSON (expected: one JSON object)");
        }
        JsonNode allow = answer.path("allow");
        if (!allow.isBoolean()) {
            return new Verdict.Undecided("moderation: allow is " + allow.getNodeType() + " (expected: true or false)");
        }
        return allow.booleanValue() ? new Verdict.Allowed() : new Verdict.Refused(reason(answer));
    }

    /** On one line, and short: it goes into the member's answer. */
    private static String reason(JsonNode answer) {
        String text =
                answer.path("reason").asText("").replaceAll("\\p{Cntrl}+", " ").strip();
        int end = Math.min(MOST_REASON, text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, end));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
