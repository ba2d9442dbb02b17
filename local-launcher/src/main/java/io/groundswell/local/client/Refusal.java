package io.groundswell.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One line out of an answer that is no success. */
final class Refusal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Refusal() {}

    /** @param body problem+json from Groundswell, anything from somebody else */
    static String of(int status, String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            if (problem.hasNonNull("detail")) {
                return problem.path("detail").asText() + " (" + status + " "
                        + problem.path("title").asText() + ")";
            }
        } catch (JsonProcessingException notOurs) {
            return "status: " + status + " (expected: an answer of Groundswell)";
        }
        return "status: " + status + " (expected: success)";
    }
}
