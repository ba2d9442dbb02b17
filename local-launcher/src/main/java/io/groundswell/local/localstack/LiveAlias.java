package io.groundswell.local.localstack;

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

/**
 * The alias by which the queue finds the dispatcher. LocalStack's CloudFormation makes it, and leaves it where it is when a later
 * deployment publishes another version; that is made good here. Used by one thread.
 */
final class LiveAlias {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** LocalStack looks at nothing but for which service it is. */
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host,"
                    + " Signature=none";

    private final URI function;

    /** @param endpoint of all services */
    LiveAlias(URI endpoint, String function) {
        this.function = endpoint.resolve("/2015-03-31/functions/" + function + "/");
    }

    /** @throws LocalStackException if there is no version, or the alias is not moved */
    void moveToNewest() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            int newest = ask(http, request("versions").GET())
                    .path("Versions")
                    .valueStream()
                    .map(version -> version.path("Version").asText())
                    .filter(version -> version.matches("[0-9]+"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElseThrow(() -> new LocalStackException(function + ": no version (expected: one at least)"));
            String alias = "{\"FunctionVersion\":\"" + newest + "\"}";
            ask(http, request("aliases/live").PUT(BodyPublishers.ofString(alias)));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(function.resolve(path)).timeout(LONGEST).header("Authorization", AUTHORIZATION);
    }

    private static JsonNode ask(HttpClient http, HttpRequest.Builder request) {
        HttpRequest built = request.build();
        try {
            HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new LocalStackException(
                        built.uri() + ": " + answer.statusCode() + " (expected: 200): " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new LocalStackException(built.uri() + ": " + e + " (expected: an answer)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException(built.uri() + ": interrupted (expected: an answer)", e);
        }
    }
}
