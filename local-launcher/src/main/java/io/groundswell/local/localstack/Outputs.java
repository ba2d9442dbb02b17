package io.groundswell.local.localstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** What the service stack of a deployment says of itself: what it tells its processes, and where their secrets are. Immutable. */
final class Outputs {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICES = "-service-";

    private final JsonNode outputs;

    private Outputs(JsonNode outputs) {
        this.outputs = outputs;
    }

    /**
     * @param written by the CDK: outputs by stack
     * @throws LocalStackException if there is no service stack among them
     */
    static Outputs of(String written) {
        return read(written).properties().stream()
                .filter(stack -> stack.getKey().contains(SERVICES))
                .map(stack -> new Outputs(stack.getValue()))
                .findFirst()
                .orElseThrow(() -> new LocalStackException(
                        "outputs: " + written.replaceAll("\\s+", " ") + " (expected: those of a service stack)", null));
    }

    /** @param process as the stack calls it, such as Node */
    Map<String, String> settings(String process) {
        return map(process + "Settings");
    }

    /** Setting to the ARN of the secret that is its value. */
    Map<String, String> secrets(String process) {
        return map(process + "Secrets");
    }

    String text(String name) {
        JsonNode value = outputs.path(name);
        if (!value.isTextual()) {
            throw new LocalStackException("outputs: " + name + ": missing (expected: as the service stack has it)");
        }
        return value.asText();
    }

    private Map<String, String> map(String name) {
        return JSON.convertValue(read(text(name)), new TypeReference<>() {});
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new LocalStackException("outputs: " + text + " (expected: JSON)", e);
        }
    }
}
