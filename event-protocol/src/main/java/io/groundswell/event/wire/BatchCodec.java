package io.groundswell.event.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
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

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .rootValueSeparator("")
            .build();

    /** UTF-8 JSON. */
    public static byte[] encode(Batch batch) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
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
        return decode(() -> FACTORY.createParser(bytes));
    }

    /** @throws InvalidEventException if the text is not a batch of a known version */
    public static Batch decode(String text) {
        return decode(() -> FACTORY.createParser(text));
    }

    /** What the text is parsed with. */
    private interface Source {
        JsonParser open() throws IOException;
    }

    private static Batch decode(Source source) {
        try (BatchText text = new BatchText(FACTORY, source.open())) {
            Batch batch = new BatchReader(text).read();
            text.end();
            return batch;
        } catch (IOException | NumberFormatException e) {
            throw notJson(e);
        }
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
