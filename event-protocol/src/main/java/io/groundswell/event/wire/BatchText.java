package io.groundswell.event.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.groundswell.event.InvalidEventException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes through JSON text once, from front to back: no tree is built. It stands at a value, which is read or passed over; what
 * is wrong is told with its place. Owner: whoever made it.
 */
final class BatchText implements AutoCloseable {
    static final String OBJECT = "an object";
    static final String STRING = "a string";
    static final String NUMBER = "a whole number";

    private static final String ROOT = "batch";
    private static final int LONGEST_SHOWN = 80;

    private final JsonParser json;
    private final StringWriter copied = new StringWriter();
    private final JsonGenerator copy;

    /**
     * At the first value of the text.
     *
     * @param factory writes nothing between two values
     */
    BatchText(JsonFactory factory, JsonParser json) throws IOException {
        this.json = json;
        this.copy = factory.createGenerator(copied);
        json.nextToken();
    }

    /** Enters the object that stands here. */
    void enterObject() throws IOException {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            throw wrong(OBJECT);
        }
    }

    /** Goes to the value of the object's next field; null at its end. */
    @Nullable
    String nextField() throws IOException {
        String name = json.nextFieldName();
        if (name != null) {
            json.nextToken();
        }
        return name;
    }

    /** Enters the array that stands here. */
    void enterArray() throws IOException {
        if (!json.hasToken(JsonToken.START_ARRAY)) {
            throw wrong("an array");
        }
    }

    /** Goes to the next element; false at the array's end. */
    boolean nextElement() throws IOException {
        return json.nextToken() != JsonToken.END_ARRAY;
    }

    void passOver() throws IOException {
        json.skipChildren();
    }

    String text() throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw wrong(STRING);
        }
        return wellFormed(json.getText());
    }

    long number() throws IOException {
        if (!json.hasToken(JsonToken.VALUE_NUMBER_INT) || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw wrong(NUMBER);
        }
        return json.getLongValue();
    }

    /** The value as compact JSON text, numbers to their last digit. */
    String json() throws IOException {
        return wellFormed(copied());
    }

    private String copied() throws IOException {
        copy.copyCurrentStructureExact(json);
        copy.flush();
        String text = copied.toString();
        copied.getBuffer().setLength(0);
        return text;
    }

    /** The object as compact JSON text. */
    String objectJson() throws IOException {
        enterObject();
        return json();
    }

    /** The members of the object, all whole numbers. */
    Map<String, Long> numbers() throws IOException {
        enterObject();
        Map<String, Long> numbers = new HashMap<>();
        for (String name = nextField(); name != null; name = nextField()) {
            numbers.put(wellFormed(name), number());
        }
        return numbers;
    }

    /** The members of the object, all objects whose members are whole numbers. */
    Map<String, Map<String, Long>> numbersByName() throws IOException {
        enterObject();
        Map<String, Map<String, Long>> objects = new HashMap<>();
        for (String name = nextField(); name != null; name = nextField()) {
            objects.put(wellFormed(name), numbers());
        }
        return objects;
    }

    /** The elements of the array, all strings. */
    List<String> texts() throws IOException {
        enterArray();
        List<String> texts = new ArrayList<>();
        while (nextElement()) {
            texts.add(text());
        }
        return texts;
    }

    /** Requires that nothing follows. */
    void end() throws IOException {
        if (json.nextToken() != null) {
            throw new InvalidEventException(ROOT + ": more text behind its end (expected: one JSON object)");
        }
    }

    /** At the end of an object: a field that must be there. */
    <T> T required(@Nullable T value, String name, String expected) {
        if (value == null) {
            throw new InvalidEventException(place() + "." + name + ": missing (expected: " + expected + ")");
        }
        return value;
    }

    /** Likewise, a string. */
    String requiredText(@Nullable String value, String name) {
        return required(value, name, STRING);
    }

    /** Likewise, a number. */
    long requiredNumber(@Nullable Long value, String name) {
        return required(value, name, NUMBER);
    }

    /** Half a surrogate pair can be escaped in JSON, but no UTF-8 carries it further. */
    private String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new InvalidEventException(
                            place() + ": half a surrogate pair (expected: whole Unicode characters)");
                }
                i++;
            }
        }
        return text;
    }

    private InvalidEventException wrong(String expected) throws IOException {
        String place = place();
        String text = json.hasCurrentToken() ? copied() : "missing";
        String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
        return new InvalidEventException(place + ": " + shown + " (expected: " + expected + ")");
    }

    /** Of the value that stands here, or of the object or array that ended here. */
    private String place() {
        StringBuilder place = new StringBuilder();
        for (JsonStreamContext at = json.getParsingContext(); at != null; at = at.getParent()) {
            if (at.inObject() && at.getCurrentName() != null) {
                place.insert(0, "." + at.getCurrentName());
            } else if (at.inArray() && at.hasCurrentIndex()) {
                place.insert(0, "[" + at.getCurrentIndex() + "]");
            }
        }
        return place.insert(0, ROOT).toString();
    }

    @Override
    public void close() throws IOException {
        try (json) {
            copy.close();
        }
    }
}
