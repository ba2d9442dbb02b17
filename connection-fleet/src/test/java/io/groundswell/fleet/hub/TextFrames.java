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
            case Frame.Gap gap -> "gap|" + gap.topic() + "|" + gap.from() + "|" + gap.to();
        };
        line(sequence(position) + "|" + body, out);
    }

    private static String sequence(@Nullable Position position) {
        return position == null ? "-" : Long.toString(position.sequence());
    }

    @Override
    public void encodePing(long now, @Nullable Position position, ByteBuf out) {
        line(sequence(position) + "|ping", out);
    }

    @Override
    public void encodeOpen(Opening opening, ByteBuf out) {
        line(
                sequence(opening.position()) + "|open|"
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
