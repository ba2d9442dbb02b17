package io.groundswell.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of requests and answers. Thread-safe. */
final class Json {
    private static final ObjectMapper MAPPER = StrictMapper.create();

    /** One for each type that is read, with everything about the type looked up. */
    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return MAPPER.readerFor(type);
        }
    };

    private Json() {}

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ProblemException {@link ProblemType#INVALID_JSON} or {@link ProblemType#INVALID_FIELD} */
    static <T> T read(byte[] body, int offset, int length, Class<T> type) {
        ObjectReader reader = READERS.get(type);
        try {
            @Nullable T value = reader.readValue(body, offset, length);
            if (value == null) {
                throw ProblemType.INVALID_JSON.exception("body: null (expected: one JSON object)");
            }
            return value;
        } catch (ValueInstantiationException e) {
            throw refusedByType(e);
        } catch (MismatchedInputException e) {
            throw mismatch(e);
        } catch (JsonMappingException e) {
            throw e.getCause() instanceof InputCoercionException ? outOfRange(e) : malformed(e);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw ProblemType.INVALID_JSON.exception("body: not UTF-8 (expected: one JSON object)");
        }
    }

    private static ProblemException malformed(JsonProcessingException e) {
        return ProblemType.INVALID_JSON.exception("body: not JSON" + place(e) + " (expected: one JSON object)");
    }

    private static ProblemException outOfRange(JsonMappingException e) {
        return ProblemType.INVALID_FIELD.exception(field(e) + ": out of range (expected: a smaller number)");
    }

    /** A record's own constructor says what is wrong; it knows better than its reader. */
    private static ProblemException refusedByType(ValueInstantiationException e) {
        if (e.getCause() instanceof ProblemException problem) {
            return problem;
        }
        if (e.getCause() instanceof IllegalArgumentException refusal) {
            return ProblemType.INVALID_FIELD.exception(String.valueOf(refusal.getMessage()));
        }
        return ProblemType.INVALID_FIELD.exception(field(e) + ": cannot be used");
    }

    private static ProblemException mismatch(MismatchedInputException e) {
        if (e.getPath().isEmpty()) {
            return ProblemType.INVALID_JSON.exception("body: (expected: one JSON object and nothing after it)");
        }
        return ProblemType.INVALID_FIELD.exception(
                field(e) + ": missing or of another type (expected: " + named(e.getTargetType()) + ")");
    }

    private static String field(JsonMappingException e) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }

    private static String named(@Nullable Class<?> type) {
        if (type == null) {
            return "a value";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return List.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }
}
