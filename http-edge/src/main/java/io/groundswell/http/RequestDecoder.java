package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Netty's decoder, which also says when a request begins, and leaves no doubt about where one ends. Event loop. */
final class RequestDecoder extends HttpRequestDecoder {
    /** Fired as a user event at the first byte of each request. */
    enum FirstByte {
        OF_A_REQUEST
    }

    private boolean inRequest;

    RequestDecoder(HttpLimits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxInitialLineBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes()));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (!inRequest && in.forEachByte(b -> b <= ' ' && b >= 0) >= 0) {
            inRequest = true;
            ctx.fireUserEventTriggered(FirstByte.OF_A_REQUEST);
        }
        int before = out.size();
        super.decode(ctx, in, out);
        if (out.size() > before && out.getLast() instanceof LastHttpContent) {
            inRequest = false;
        }
    }

    /** Two lengths: a proxy before this server may believe the other one (request smuggling). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
    }
}
