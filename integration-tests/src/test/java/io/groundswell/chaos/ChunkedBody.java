package io.groundswell.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a chunked answer. A connection that breaks is an {@link EOFException}, other than the last chunk. Used by one thread. */
final class ChunkedBody extends InputStream {
    private final InputStream in;
    private long left;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0 && !nextChunk()) {
            return -1;
        }
        int read = in.read(into, offset, (int) Math.min(left, length));
        if (read < 0) {
            throw new EOFException("chunk: broken off, " + left + " bytes are missing");
        }
        left -= read;
        return read;
    }

    /** Whether there is one: the last is empty. */
    private boolean nextChunk() throws IOException {
        if (ended) {
            return false;
        }
        if (begun) {
            line(in);
        }
        begun = true;
        left = Long.parseLong(line(in), 16);
        ended = left == 0;
        return !ended;
    }

    /** Up to CR LF, which is not part of it. */
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("line: broken off (expected: CR LF)");
            }
            line.append((char) read);
        }
        int end = line.length() - 1;
        return line.length() > 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }
}
