package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** A response as this request gets it. */
final class Answer {
    private Answer() {}

    /** @throws IllegalArgumentException if a header of the response cannot be sent */
    static FullHttpResponse of(Response response, RequestHead head, boolean keepAlive, Cors cors) {
        ByteBuf body = head.isHead() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(response.body());
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), body);
        HttpHeaders headers = answer.headers();
        response.headers().forEach(headers::set);
        if (response.status() != HttpResponseStatus.NO_CONTENT.code()) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        }
        cors.addTo(headers, head.origin());
        setConnection(headers, head, keepAlive);
        return answer;
    }

    private static void setConnection(HttpHeaders headers, RequestHead head, boolean keepAlive) {
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!head.request().protocolVersion().isKeepAliveDefault()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }
}
