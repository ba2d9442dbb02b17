package io.groundswell.fleet.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.groundswell.event.EventKind;
import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.Frame;
import io.groundswell.fleet.hub.FrameEncoder;
import io.groundswell.fleet.hub.Position;
import io.groundswell.fleet.hub.Snapshot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events of an EventSource, each in an HTTP/1.1 chunk of its own, so that any run of them can be sent as one slice. JSON
 * text has no line breaks, so every event has one {@code data:} line.
 *
 * @param region the node's
 * @param node the node's id
 * @param heartbeatMillis the longest silence before a ping
 */
public record SseFrames(String region, String node, long heartbeatMillis) implements FrameEncoder {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SIZE_DIGITS = 5;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Writes the members of one JSON object. */
    private interface Members {
        void writeTo(JsonGenerator json) throws IOException;
    }

    @Override
    public void encode(Frame frame, @Nullable Position position, ByteBuf out) {
        switch (frame) {
            case Frame.Likes likes -> event(EventKind.LIKES.wireName(), position, out, json -> likes(likes, json));
            case Frame.Latest latest ->
                event(latest.key().kind().wireName(), position, out, json -> latest(latest, json));
            case Frame.Durable durable ->
                event(durable.event().kind().wireName(), position, out, json -> durable(durable, json));
            case Frame.Gap gap -> event("gap", position, out, json -> gap(gap, json));
        }
    }

    private static void likes(Frame.Likes likes, JsonGenerator json) throws IOException {
        json.writeStringField("topic", likes.topic().toString());
        counts("totals", likes.totals(), json);
        if (likes.counts().isEmpty() && likes.actors().isEmpty()) {
            return;
        }
        counts("counts", likes.counts(), json);
        json.writeArrayFieldStart("actors");
        for (String actor : likes.actors()) {
            json.writeString(actor);
        }
        json.writeEndArray();
        if (likes.firstAt() != 0) {
            json.writeObjectFieldStart("at");
            json.writeNumberField("first", likes.firstAt());
            json.writeNumberField("last", likes.lastAt());
            json.writeEndObject();
        }
    }

    private static void counts(String name, Map<String, Long> counts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private static void latest(Frame.Latest latest, JsonGenerator json) throws IOException {
        json.writeStringField("topic", latest.topic().toString());
        json.writeStringField("key", latest.key().key());
        json.writeFieldName("value");
        json.writeRawValue(latest.register().value());
        json.writeNumberField("at", latest.register().millis());
    }

    private static void durable(Frame.Durable durable, JsonGenerator json) throws IOException {
        json.writeStringField("topic", durable.topic().toString());
        json.writeStringField("eventId", durable.event().id().value());
        json.writeStringField("actor", durable.event().actor());
        json.writeNumberField("at", durable.event().acceptedAt());
        json.writeFieldName("content");
        json.writeRawValue(durable.event().content());
    }

    private static void gap(Frame.Gap gap, JsonGenerator json) throws IOException {
        json.writeStringField("topic", gap.topic().toString());
        json.writeNumberField("from", gap.from());
        json.writeNumberField("to", gap.to());
    }

    @Override
    public void encodePing(long now, @Nullable Position position, ByteBuf out) {
        event("ping", position, out, json -> json.writeNumberField("at", now));
    }

    @Override
    public void encodeOpen(Opening opening, ByteBuf out) {
        event("open", opening.position(), out, json -> {
            json.writeStringField("connectionId", opening.connectionId());
            json.writeStringField("node", node);
            json.writeStringField("region", region);
            json.writeArrayFieldStart("topics");
            for (Snapshot state : opening.states()) {
                json.writeString(state.topic().toString());
            }
            json.writeEndArray();
            json.writeObjectFieldStart("totals");
            for (Snapshot state : opening.states()) {
                counts(state.topic().toString(), state.totals(), json);
            }
            json.writeEndObject();
            json.writeNumberField("heartbeatMillis", heartbeatMillis);
        });
    }

    @Override
    public void encodeEnd(Ending ending, ByteBuf out) {
        if (ending.reason().kind() == EndReason.Kind.RECONNECT) {
            reconnect(ending, out);
        } else {
            error(ending, out);
        }
        out.writeBytes(LAST_CHUNK);
    }

    private static void reconnect(Ending ending, ByteBuf out) {
        last("reconnect", ending, out, json -> json.writeNumberField("retryMillis", ending.retryMillis()));
    }

    private static void error(Ending ending, ByteBuf out) {
        boolean reconnectable = ending.reason().kind() == EndReason.Kind.ERROR_RECONNECTABLE;
        last("error", ending, out, json -> json.writeBooleanField("reconnectable", reconnectable));
    }

    /** A browser comes back by itself whatever the event says, but not before the time in {@code retry:}. */
    private static void last(String name, Ending ending, ByteBuf out, Members more) {
        chunk(out, payload -> {
            payload.writeCharSequence("retry: " + ending.retryMillis() + "\n", StandardCharsets.US_ASCII);
            body(name, null, payload, json -> {
                json.writeStringField("code", ending.reason().code());
                json.writeStringField("reason", ending.reason().text());
                more.writeTo(json);
            });
        });
    }

    private static void event(String name, @Nullable Position position, ByteBuf out, Members members) {
        chunk(out, payload -> body(name, position, payload, members));
    }

    private static void body(String name, @Nullable Position position, ByteBuf out, Members members) {
        if (position != null) {
            out.writeCharSequence("id: ", StandardCharsets.US_ASCII);
            out.writeCharSequence(position.toString(), StandardCharsets.US_ASCII);
            out.writeByte('\n');
        }
        out.writeCharSequence("event: ", StandardCharsets.US_ASCII);
        out.writeCharSequence(name, StandardCharsets.US_ASCII);
        out.writeCharSequence("\ndata: ", StandardCharsets.US_ASCII);
        object(out, members);
        out.writeCharSequence("\n\n", StandardCharsets.US_ASCII);
    }

    private static void object(ByteBuf out, Members members) {
        try (JsonGenerator json = JSON.createGenerator((OutputStream) new ByteBufOutputStream(out))) {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Wraps what is written in one chunk, whose size is only known behind it; leading zeros are allowed in it. */
    private static void chunk(ByteBuf out, Consumer<ByteBuf> writer) {
        int start = out.writerIndex();
        out.writeZero(SIZE_DIGITS);
        out.writeBytes(LINE);
        int body = out.writerIndex();
        writer.accept(out);
        int size = out.writerIndex() - body;
        for (int i = 0; i < SIZE_DIGITS; i++) {
            out.setByte(start + i, HEX[(size >>> (4 * (SIZE_DIGITS - 1 - i))) & 0xf]);
        }
        out.writeBytes(LINE);
    }
}
