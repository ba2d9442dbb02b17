package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2CodecUtil;

/** The bytes by which a client says, before anything else, that it speaks HTTP/2 (RFC 9113, 3.4: prior knowledge). */
final class Http2Preface {
    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private Http2Preface() {}

    /** What the first bytes of a connection say. */
    enum Match {
        WHOLE,
        /** It may become one. */
        PART,
        NONE
    }

    /** Reads nothing: the bytes stay where they are. */
    static Match of(ByteBuf first) {
        int length = Math.min(first.readableBytes(), PREFACE.readableBytes());
        for (int i = 0; i < length; i++) {
            if (first.getByte(first.readerIndex() + i) != PREFACE.getByte(i)) {
                return Match.NONE;
            }
        }
        return length == PREFACE.readableBytes() ? Match.WHOLE : Match.PART;
    }
}
