package io.groundswell.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.groundswell.infra.localstack.LeftOut.Fate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes out of one template what {@link LeftOut} lists, the outputs that name such a resource, and the order in which others wait
 * for it. All else stays as it is. Used by one thread.
 */
final class TemplateFilter {
    private static final String RESOURCES = "Resources";
    private static final String OUTPUTS = "Outputs";
    private static final String DEPENDS_ON = "DependsOn";

    private final ObjectNode template;
    private final ObjectNode resources;
    private final Set<String> leftOut = new HashSet<>();

    private TemplateFilter(ObjectNode template) {
        this.template = template;
        this.resources = template.withObjectProperty(RESOURCES);
    }

    /**
     * Returns another template.
     *
     * @throws IllegalStateException if a resource of a type that is not listed cannot be made without one that is left out
     */
    static ObjectNode filter(ObjectNode template) {
        TemplateFilter filter = new TemplateFilter(template.deepCopy());
        filter.findListed();
        filter.findThoseThatGoWithThem();
        filter.remove();
        return filter.template;
    }

    private void findListed() {
        resources.properties().forEach(resource -> {
            if (fate(resource.getValue()).equals(Optional.of(Fate.ALWAYS))) {
                leftOut.add(resource.getKey());
            }
        });
    }

    /** One may go with another that goes with a third. */
    private void findThoseThatGoWithThem() {
        List<Map.Entry<String, JsonNode>> more;
        do {
            more = resources.properties().stream()
                    .filter(resource -> !leftOut.contains(resource.getKey()))
                    .filter(resource -> namesWhatIsLeftOut(resource.getValue()))
                    .toList();
            for (Map.Entry<String, JsonNode> resource : more) {
                requireListed(resource.getKey(), resource.getValue());
                leftOut.add(resource.getKey());
            }
        } while (!more.isEmpty());
    }

    private static void requireListed(String id, JsonNode resource) {
        if (fate(resource).isEmpty()) {
            throw new IllegalStateException(
                    id + ": " + type(resource) + " names what LocalStack does not get (expected: a type that "
                            + LeftOut.class.getName() + " lists)");
        }
    }

    private void remove() {
        resources.remove(leftOut);
        resources.forEach(resource -> removeOrder((ObjectNode) resource));
        if (template.get(OUTPUTS) instanceof ObjectNode outputs) {
            outputs.removeIf(this::namesWhatIsLeftOut);
        }
    }

    private void removeOrder(ObjectNode resource) {
        switch (resource.path(DEPENDS_ON)) {
            case ArrayNode several -> {
                several.removeIf(one -> leftOut.contains(one.asText()));
                if (several.isEmpty()) {
                    resource.remove(DEPENDS_ON);
                }
            }
            case JsonNode one when leftOut.contains(one.asText()) -> resource.remove(DEPENDS_ON);
            default -> {}
        }
    }

    private boolean namesWhatIsLeftOut(JsonNode part) {
        return !Collections.disjoint(References.of(part), leftOut);
    }

    private static Optional<Fate> fate(JsonNode resource) {
        return LeftOut.of(type(resource)).map(LeftOut::fate);
    }

    private static String type(JsonNode resource) {
        return resource.path("Type").asText();
    }
}
