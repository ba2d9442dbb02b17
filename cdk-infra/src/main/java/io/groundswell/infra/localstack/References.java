package io.groundswell.infra.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what a part of a template names: logical ids of resources, and parameters, which are none. */
final class References {
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{([A-Za-z0-9]+)(\\.[^}]+)?}");

    private final Set<String> found = new HashSet<>();

    /** What a resource cannot be made without. Its {@code DependsOn}, which only orders, is not looked at. */
    static Set<String> of(JsonNode part) {
        References references = new References();
        references.look(part);
        return references.found;
    }

    private void look(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            switch (field.getKey()) {
                case "Ref" -> found.add(field.getValue().asText());
                case "Fn::GetAtt" -> found.add(owner(field.getValue()));
                case "Fn::Sub" -> lookInText(field.getValue());
                case "DependsOn" -> {
                    continue;
                }
                default -> {}
            }
            look(field.getValue());
        }
        if (node.isArray()) {
            node.forEach(this::look);
        }
    }

    private static String owner(JsonNode attribute) {
        return attribute.isArray()
                ? attribute.path(0).asText()
                : attribute.asText().replaceFirst("\\..*", "");
    }

    private void lookInText(JsonNode template) {
        String text = template.isArray() ? template.path(0).asText() : template.asText();
        IN_TEXT.matcher(text).results().forEach(match -> found.add(match.group(1)));
    }
}
