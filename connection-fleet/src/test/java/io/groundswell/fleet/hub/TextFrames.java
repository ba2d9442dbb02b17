package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A wire for tests: one line for each frame, fields separated by bars. */
final class TextFrames implements FrameEncoder {
    @Override
    public void encode(Frame frame, @Nullable Position position, ByteBuf out) {
        String body = switch (frame) {
            case Frame.Likes likes -> "likes|" + likes.topic() + "|" + likes.totals() + "|" + likes.counts();
            case Frame.Latest latest ->
                "latest|" + latest.topic() + "|" + latest.register().value();
            case Frame.Durable durable ->
                "durable|" + durable.topic() + "|" + durable.event().content();
        };
        line((position == null ? "-" : Long.toString(position.sequence())) + "|" + body, out);
    }

    @Override
    public void encodePing(long now, ByteBuf out) {
        line("-|ping", out);
    }

    @Override
    public void encodeOpen(Opening opening, ByteBuf out) {
        line(
                opening.position().sequence() + "|open|"
                        + opening.states().stream().map(Snapshot::totals).toList(),
                out);
    }

    @Override
    public void encodeEnd(Ending ending, ByteBuf out) {
        line("-|end|" + ending.reason().code(), out);
    }

    private static void line(String text, ByteBuf out) {
        out.writeCharSequence(text + "\n", StandardCharsets.UTF_8);
    }
}
