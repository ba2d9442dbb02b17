package io.groundswell.event.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.groundswell.event.Batch;
import io.groundswell.event.InvalidEventException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Turns a {@link Batch} into bytes and back. Immutable; any thread may use it. */
public final class BatchCodec {
    /** What this build writes. It reads this and every version before it. */
    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** UTF-8 JSON. */
    public static byte[] encode(Batch batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            new BatchWriter(json).write(batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static String encodeToString(Batch batch) {
        return new String(encode(batch), StandardCharsets.UTF_8);
    }

    /** @throws InvalidEventException if the bytes are not a batch of a known version */
    public static Batch decode(byte[] bytes) {
        try {
            return read(MAPPER.readTree(bytes));
        } catch (IOException | NumberFormatException e) {
            throw notJson(e);
        }
    }

    /** @throws InvalidEventException if the text is not a batch of a known version */
    public static Batch decode(String text) {
        try {
            return read(MAPPER.readTree(text));
        } catch (JsonProcessingException | NumberFormatException e) {
            throw notJson(e);
        }
    }

    private static Batch read(JsonNode root) {
        Fields fields = Fields.of("batch", root);
        long version = fields.number("v");
        if (version < 1 || version > VERSION) {
            throw new InvalidEventException("batch.v: " + version + " (expected: 1 to " + VERSION + ")");
        }
        return BatchReader.read(fields);
    }

    /**
     * Bytes in memory cannot fail to be read, so any failure speaks of what they say; a number whose exponent no decimal can
     * have fails as no JSON exception.
     */
    private static InvalidEventException notJson(Exception e) {
        String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new InvalidEventException("batch: " + reason + " (expected: a JSON object)", e);
    }

    private BatchCodec() {}
}
