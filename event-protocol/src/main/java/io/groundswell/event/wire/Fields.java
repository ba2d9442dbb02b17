package io.groundswell.event.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.event.InvalidEventException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of one JSON object, with errors that name the place. Unknown fields are left alone. */
record Fields(String place, JsonNode object) {
    static Fields of(String place, JsonNode node) {
        if (!node.isObject()) {
            throw wrong(place, node, "an object");
        }
        return new Fields(place, node);
    }

    String text(String name) {
        JsonNode node = object.path(name);
        if (!node.isTextual()) {
            throw wrong(place + "." + name, node, "a string");
        }
        return wellFormed(place + "." + name, node.textValue());
    }

    long number(String name) {
        JsonNode node = object.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong(place + "." + name, node, "a whole number");
        }
        return node.longValue();
    }

    /** 0 where it is absent. */
    long optionalNumber(String name) {
        return object.has(name) ? number(name) : 0;
    }

    /** The value as compact JSON text. */
    String json(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode()) {
            throw wrong(place + "." + name, node, "a value");
        }
        return wellFormed(place + "." + name, node.toString());
    }

    /** The object as compact JSON text. */
    String objectJson(String name) {
        return wellFormed(place + "." + name, object(name).object.toString());
    }

    /** The members of an object, all whole numbers. */
    Map<String, Long> numbers(String name) {
        return object(name).numbers();
    }

    /** Its own members, all whole numbers. */
    Map<String, Long> numbers() {
        Map<String, Long> numbers = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            numbers.put(wellFormed(place, member.getKey()), number(member.getKey()));
        }
        return numbers;
    }

    /** The members of an object, all objects; none where it is absent. */
    Map<String, Fields> optionalObjects(String name) {
        if (!object.has(name)) {
            return Map.of();
        }
        Fields members = object(name);
        Map<String, Fields> objects = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : members.object.properties()) {
            objects.put(wellFormed(members.place, member.getKey()), members.object(member.getKey()));
        }
        return objects;
    }

    Fields object(String name) {
        return of(place + "." + name, object.path(name));
    }

    /** The objects of an array; none where it is absent. */
    List<Fields> objects(String name) {
        List<Fields> fields = new ArrayList<>();
        for (JsonNode element : array(name)) {
            fields.add(of(place + "." + name + "[" + fields.size() + "]", element));
        }
        return fields;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            String elementPlace = place + "." + name + "[" + texts.size() + "]";
            if (!element.isTextual()) {
                throw wrong(elementPlace, element, "a string");
            }
            texts.add(wellFormed(elementPlace, element.textValue()));
        }
        return texts;
    }

    private JsonNode array(String name) {
        JsonNode node = object.path(name);
        if (!node.isArray() && !node.isMissingNode()) {
            throw wrong(place + "." + name, node, "an array");
        }
        return node;
    }

    /** Half a surrogate pair can be escaped in JSON, but no UTF-8 carries it further. */
    private static String wellFormed(String place, String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new InvalidEventException(place + ": half a surrogate pair (expected: whole Unicode characters)");
        }
        return text;
    }

    private static InvalidEventException wrong(String place, JsonNode found, String expected) {
        String text = found.isMissingNode() ? "missing" : found.toString();
        String shown = text.length() <= 80 ? text : text.substring(0, 80) + "…";
        return new InvalidEventException(place + ": " + shown + " (expected: " + expected + ")");
    }
}
