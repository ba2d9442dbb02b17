package io.groundswell.benchmarks.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Cuts what a connection brings into answers. Owned by the connection's loop. */
final class AnswerReader {
    /** There is no whole answer yet. */
    static final int NONE = -1;

    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    /** Makes a letter small, and leaves the other characters here as they are. */
    private static final int LOWER_CASE = 0x20;

    private ByteBuf rest = Unpooled.EMPTY_BUFFER;

    /** Takes over what was read. */
    void add(ByteBuf read) {
        if (rest.isReadable()) {
            ByteBuf joined = Unpooled.buffer(rest.readableBytes() + read.readableBytes());
            joined.writeBytes(rest).writeBytes(read);
            read.release();
            rest.release();
            rest = joined;
        } else {
            rest.release();
            rest = read;
        }
    }

    /** The next answer's status, or {@link #NONE}. */
    int next() {
        int start = rest.readerIndex();
        int length = NONE;
        int line = start;
        while (true) {
            int end = rest.indexOf(line, rest.writerIndex(), (byte) '\n');
            if (end < 0) {
                return NONE;
            }
            if (end - line <= 1) {
                return cut(start, end + 1 + Math.max(0, length));
            }
            if (isLength(line)) {
                length = number(line + LENGTH.length, end - 1);
            }
            line = end + 1;
        }
    }

    private int cut(int start, int end) {
        if (end > rest.writerIndex()) {
            return NONE;
        }
        int status = number(start + STATUS_AT, start + STATUS_AT + 3);
        rest.readerIndex(end);
        return status;
    }

    private boolean isLength(int line) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((rest.getByte(line + i) | LOWER_CASE) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            value = value * 10 + rest.getByte(at) - '0';
        }
        return value;
    }

    void close() {
        rest.release();
        rest = Unpooled.EMPTY_BUFFER;
    }
}
