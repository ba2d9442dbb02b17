package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a viewer that came back gets before anything of the logs: frames without a position, as fast as its channel takes them.
 * Owner: the viewer's event loop.
 */
final class Replay {
    private static final int PIECE = 16 << 10;

    private final Deque<byte[]> messages = new ArrayDeque<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private int awaited;
    private boolean closed;

    private static final class Part {
        private final PastFrames past;
        private int next;

        private Part(PastFrames past, int first) {
            this.past = past;
            this.next = first;
        }
    }

    /** One more topic's past is to come. */
    void await() {
        awaited++;
    }

    /** It has come, whatever it was. */
    void arrived() {
        awaited--;
    }

    /** A message that must not be missed. */
    void add(byte[] message) {
        messages.add(message);
    }

    /** What was dispatched since; released when it is written, or when the viewer has left. */
    void add(PastFrames past, long since) {
        if (closed) {
            past.release();
        } else {
            parts.add(new Part(past, past.firstSince(since)));
        }
    }

    /** Whether all has come and been written, so that the logs may follow. */
    boolean isDone() {
        return awaited == 0 && messages.isEmpty() && parts.isEmpty();
    }

    /** Writes as much as the channel takes. Returns whether anything was written. */
    boolean write(Viewer viewer) {
        Channel channel = viewer.channel;
        boolean wrote = false;
        dropFinished();
        while (channel.isWritable() && !(messages.isEmpty() && parts.isEmpty())) {
            var _ = viewer.out.write(next(), channel.voidPromise());
            wrote = true;
            dropFinished();
        }
        if (wrote) {
            viewer.out.flush();
        }
        return wrote;
    }

    private ByteBuf next() {
        byte[] message = messages.poll();
        if (message != null) {
            return Unpooled.wrappedBuffer(message);
        }
        Part part = parts.getFirst();
        PastFrames.Frames frames = part.past.frames();
        int start = frames.start(part.next);
        part.next = part.past.runFrom(part.next, PIECE);
        return Unpooled.wrappedBuffer(frames.bytes, start, frames.start(part.next) - start);
    }

    private void dropFinished() {
        for (Part part = parts.peek(); part != null && part.next == part.past.count(); part = parts.peek()) {
            parts.remove();
            part.past.release();
        }
    }

    /** The viewer has left. */
    void close() {
        closed = true;
        parts.forEach(part -> part.past.release());
        parts.clear();
        messages.clear();
    }
}
