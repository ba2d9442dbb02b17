package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder, which also says when a request begins, or that the client speaks HTTP/2, and leaves no doubt about where
 * a request ends. Event loop.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** What is fired as a user event. */
    enum Sign {
        /** At the first byte of each request. */
        REQUEST_BEGUN,
        /** Instead of the first request; whoever gets it takes this decoder out, which hands on all that has come. */
        HTTP2
    }

    private boolean inRequest;
    private boolean mayBeHttp2;

    /** @param http2 whether the connection may turn out to be one of HTTP/2 */
    RequestDecoder(HttpLimits limits, boolean http2) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxInitialLineBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes()));
        this.mayBeHttp2 = http2;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (!inRequest && in.forEachByte(b -> b <= ' ' && b >= 0) >= 0) {
            inRequest = true;
            ctx.fireUserEventTriggered(Sign.REQUEST_BEGUN);
        }
        if (mayBeHttp2 && isOrMayBecomeHttp2(ctx, in)) {
            return;
        }
        int before = out.size();
        super.decode(ctx, in, out);
        if (out.size() > before && out.getLast() instanceof LastHttpContent) {
            inRequest = false;
        }
    }

    private boolean isOrMayBecomeHttp2(ChannelHandlerContext ctx, ByteBuf in) {
        Http2Preface.Match match = Http2Preface.of(in);
        mayBeHttp2 = match == Http2Preface.Match.PART;
        if (match == Http2Preface.Match.WHOLE) {
            ctx.fireUserEventTriggered(Sign.HTTP2);
        }
        return match != Http2Preface.Match.NONE;
    }

    /** Two lengths: a proxy before this server may believe the other one (request smuggling). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
    }
}
