package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Wraps frames for one kind of client connection. What it writes for one frame must stand alone, so that any run of frames
 * can be sent as one slice. Called by the intake thread and by event loops at once, so it must be without state.
 */
public interface FrameEncoder {
    /**
     * Appends a frame.
     *
     * @param position what the client sends back to resume after it; null where the client keeps the one it has
     */
    void encode(Frame frame, @Nullable Position position, ByteBuf out);

    /**
     * Appends the message that keeps an idle connection from looking dead.
     *
     * @param position as in {@link #encode}
     */
    void encodePing(long now, @Nullable Position position, ByteBuf out);

    /** Appends the first message to a viewer. */
    void encodeOpen(Opening opening, ByteBuf out);

    /** Appends the last message to a viewer, and the end of the stream. */
    void encodeEnd(Ending ending, ByteBuf out);

    /**
     * The first message to a viewer.
     *
     * @param connectionId unique on all nodes
     * @param states the current state of each topic
     * @param position where the stream begins; null where the client comes back and keeps the position it has, until what it
     *     lacks has been replayed
     */
    record Opening(
            String connectionId,
            Collection<Snapshot> states,
            @Nullable Position position) {}
}
