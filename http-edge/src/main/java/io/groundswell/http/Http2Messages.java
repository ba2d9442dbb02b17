package io.groundswell.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.HttpConversionUtil;

/**
 * Frames of a stream as parts of HTTP/1.1, and back. Netty's own handler for this loses a pooled buffer for each request
 * whose head cannot be converted.
 */
final class Http2Messages {
    private Http2Messages() {}

    /** @throws ProblemException {@link ProblemType#BAD_REQUEST} if it cannot be one of HTTP/1.1 either */
    static HttpRequest request(Http2HeadersFrame frame) {
        try {
            return HttpConversionUtil.toHttpRequest(frame.stream().id(), frame.headers(), true);
        } catch (Http2Exception | RuntimeException e) {
            throw new ProblemException(Unreadable.of("HTTP/2"));
        }
    }

    /** Shares the frame's content. */
    static HttpContent content(Http2DataFrame frame) {
        return frame.isEndStream()
                ? new DefaultLastHttpContent(frame.content())
                : new DefaultHttpContent(frame.content());
    }

    /** Writes the head alone. */
    static void writeContinue(Channel stream) {
        var _ = stream.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers(false).status("100"), false));
    }

    /** The future is of the last frame. */
    static ChannelFuture write(Channel stream, FullHttpResponse answer) {
        Http2Headers headers = HttpConversionUtil.toHttp2Headers(answer, false);
        if (!answer.content().isReadable()) {
            answer.release();
            return stream.writeAndFlush(new DefaultHttp2HeadersFrame(headers, true));
        }
        var _ = stream.write(new DefaultHttp2HeadersFrame(headers, false));
        return stream.writeAndFlush(new DefaultHttp2DataFrame(answer.content(), true));
    }
}
