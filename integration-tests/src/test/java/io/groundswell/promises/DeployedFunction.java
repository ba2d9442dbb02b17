package io.groundswell.promises;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What Lambda says of the version of a function that its alias names.
 *
 * @param code a hash of its artifact
 */
record DeployedFunction(String code, JsonNode variables) {
    private static final String PATH = "/2015-03-31/functions/";
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host,"
                    + " Signature=none";

    /** @param endpoint of all services */
    static DeployedFunction read(URI endpoint, String name) throws IOException, InterruptedException {
        JsonNode live = get(endpoint, PATH + name + "?Qualifier=live").path("Configuration");
        return new DeployedFunction(live.path("CodeSha256").asText(), live.at("/Environment/Variables"));
    }

    private static JsonNode get(URI endpoint, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve(path))
                .header("Authorization", AUTHORIZATION)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new ObjectMapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }
}
