package io.groundswell.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.chaos.ServiceProxy.Answer;
import java.io.IOException;

/**
 * Lets a deletion by an old receipt handle succeed, as it does in SQS though not in the embedded one: the message comes again.
 * Source: Amazon SQS API Reference, "DeleteMessage".
 */
final class OldHandles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private OldHandles() {}

    /** @param answer of DeleteMessageBatch */
    static Answer taken(Answer answer) throws IOException {
        if (answer.status() != OK) {
            return answer;
        }
        ObjectNode said = (ObjectNode) JSON.readTree(answer.body());
        ArrayNode failed = JSON.createArrayNode();
        for (JsonNode entry : said.path("Failed")) {
            if (entry.path("Code").asText().contains("ReceiptHandle")) {
                said.withArray("Successful").addObject().set("Id", entry.path("Id"));
            } else {
                failed.add(entry);
            }
        }
        said.set("Failed", failed);
        return new Answer(OK, JSON.writeValueAsString(said));
    }
}
