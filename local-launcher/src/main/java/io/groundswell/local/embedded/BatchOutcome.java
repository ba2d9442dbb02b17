package io.groundswell.local.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a function's answer says about its batch. Source: AWS Lambda Developer Guide, "Implementing partial batch
 * responses": an absent, null or empty list is a success of all; anything that cannot be read, and an id that was not in
 * the batch, is a failure of all.
 */
sealed interface BatchOutcome {
    /** Every message but the named ones is done. */
    record Handled(Set<String> failed) implements BatchOutcome {}

    /** No message is done. */
    record AllFailed(String reason) implements BatchOutcome {}

    ObjectMapper JSON = new ObjectMapper();

    /** @param sent the ids of the batch */
    static BatchOutcome read(byte[] response, Set<String> sent) {
        JsonNode failures;
        try {
            failures = JSON.readTree(response).path("batchItemFailures");
        } catch (IOException e) {
            return new AllFailed("response: not JSON (expected: {\"batchItemFailures\":[…]})");
        }
        if (failures.isMissingNode() || failures.isNull()) {
            return new Handled(Set.of());
        }
        return failures.isArray()
                ? named(failures, sent)
                : new AllFailed("batchItemFailures: no list (expected: a list)");
    }

    private static BatchOutcome named(JsonNode failures, Set<String> sent) {
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            String id = failure.path("itemIdentifier").asText("");
            if (!sent.contains(id)) {
                return new AllFailed("itemIdentifier: " + id + " (expected: the id of a message of the batch)");
            }
            failed.add(id);
        }
        return new Handled(failed);
    }
}
