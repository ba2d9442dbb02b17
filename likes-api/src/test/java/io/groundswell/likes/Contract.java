package io.groundswell.likes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The OpenAPI document, and what it says about an answer. Immutable. */
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;

    /**
     * An answer.
     *
     * @param contentType the header, or nothing
     * @param body what is no JSON is a missing node
     */
    public record Seen(int status, String contentType, JsonNode body) {
        public String problem() {
            return body.path("type").asText().replace("urn:groundswell:problem:", "");
        }

        private String type() {
            return contentType.replaceAll(";.*", "");
        }
    }

    private Contract(JsonNode document) {
        this.document = document;
    }

    public static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream("/io/groundswell/likes/openapi.yaml")) {
            return new Contract(new YAMLMapper().readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode document() {
        return document;
    }

    /** Such as "GET /v1/videos/{id}". */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (METHODS.contains(method)) {
                    operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            });
        }
        return operations;
    }

    /** Every response of every operation, by its status or "default". */
    public Collection<Map.Entry<String, JsonNode>> responses() {
        List<Map.Entry<String, JsonNode>> responses = new ArrayList<>();
        for (JsonNode path : document.path("paths")) {
            for (JsonNode operation : path) {
                operation
                        .path("responses")
                        .properties()
                        .forEach(entry -> responses.add(Map.entry(entry.getKey(), resolved(entry.getValue()))));
            }
        }
        return responses;
    }

    /** Every answer that has a status of its own, such as "GET /v1/videos/{id} 200". */
    public Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        for (String operation : operations()) {
            String[] words = operation.split(" ", 2);
            operation(words[0], words[1]).path("responses").fieldNames().forEachRemaining(status -> {
                if (!status.equals("default")) {
                    answers.add(operation + " " + status);
                }
            });
        }
        return answers;
    }

    public static Set<String> problemsOf(JsonNode response) {
        return StreamSupport.stream(response.path("x-problems").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }

    /** Fails where the document has no such answer of the operation. */
    public void check(String method, String path, Seen answer) {
        if (method.equals("OPTIONS")) {
            // No operation of the API: HTTP's own, which every path has.
            return;
        }
        String status = Integer.toString(answer.status());
        JsonNode responses = operation(method, path).path("responses");
        JsonNode response = resolved(responses.path(responses.has(status) ? status : "default"));
        if (!answer.problem().isEmpty()) {
            assertThat(problemsOf(response))
                    .as("problems of %s %s %s", method, path, status)
                    .contains(answer.problem());
        }
        assertThat(response.path("content").has(answer.type()))
                .as("%s of %s %s %s", answer.type(), method, path, status)
                .isTrue();
        checkFields(response.path("content").path(answer.type()).path("schema"), answer.body());
    }

    /** An operation that is not there has the answers that every path has. */
    private JsonNode operation(String method, String path) {
        String plain = path.replaceAll("\\?.*", "");
        Optional<JsonNode> item = document.path("paths").properties().stream()
                .filter(each -> plain.matches(each.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                .map(Map.Entry::getValue)
                .findFirst();
        String name = method.toLowerCase(Locale.ROOT);
        return item.filter(each -> each.has(name))
                .map(each -> each.path(name))
                .orElseGet(() -> document.at("/paths/~1metrics/get"));
    }

    private void checkFields(JsonNode reference, JsonNode body) {
        JsonNode schema = resolved(reference);
        if (schema.has("properties")) {
            schema.path("required")
                    .forEach(name -> assertThat(body.has(name.asText()))
                            .as(name.asText())
                            .isTrue());
            body.fieldNames()
                    .forEachRemaining(
                            name -> assertThat(schema.path("properties").has(name))
                                    .as(name)
                                    .isTrue());
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
