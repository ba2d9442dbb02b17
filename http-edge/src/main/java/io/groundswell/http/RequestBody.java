package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;

/** Collects a request's body on the heap, up to a bound. Grows with what has come, not with what was announced. Event loop. */
final class RequestBody {
    private static final byte[] EMPTY = new byte[0];
    private static final int FIRST = 512;

    private final int most;
    private byte[] bytes = EMPTY;
    private int length;

    /** @param most bytes, 1 or more */
    RequestBody(int most) {
        this.most = most;
    }

    /** Copies the content; false if it would be more than the bound, and then nothing is kept of it. */
    boolean append(ByteBuf content) {
        int more = content.readableBytes();
        if (more > most - length) {
            return false;
        }
        if (length + more > bytes.length) {
            int doubled = (int) Math.min(most, Math.max(FIRST, bytes.length * 2L));
            bytes = Arrays.copyOf(bytes, Math.max(doubled, length + more));
        }
        content.readBytes(bytes, length, more);
        length += more;
        return true;
    }

    ByteBuf asBuffer() {
        return Unpooled.wrappedBuffer(bytes, 0, length);
    }
}
