package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@link TextFrames}, and how many frames were encoded; pings, openings and endings are none. Thread-safe. */
final class CountingFrames implements FrameEncoder {
    private final FrameEncoder frames = new TextFrames();
    private final AtomicInteger encoded = new AtomicInteger();

    int encoded() {
        return encoded.get();
    }

    @Override
    public void encode(Frame frame, @Nullable Position position, ByteBuf out) {
        encoded.incrementAndGet();
        frames.encode(frame, position, out);
    }

    @Override
    public void encodePing(long now, @Nullable Position position, ByteBuf out) {
        frames.encodePing(now, position, out);
    }

    @Override
    public void encodeOpen(Opening opening, ByteBuf out) {
        frames.encodeOpen(opening, out);
    }

    @Override
    public void encodeEnd(Ending ending, ByteBuf out) {
        frames.encodeEnd(ending, out);
    }
}
