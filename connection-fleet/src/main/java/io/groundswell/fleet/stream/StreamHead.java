package io.groundswell.fleet.stream;

import io.groundswell.http.Cors;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status line and headers of a stream. Immutable. */
final class StreamHead {
    private final Cors cors;

    StreamHead(Cors cors) {
        this.cors = cors;
    }

    /** @param origin the request's {@code Origin} header */
    byte[] bytes(@Nullable String origin) {
        return bytes(headers(origin));
    }

    /** Of an answer behind which the connection is closed, so that a client that comes back is balanced anew. */
    byte[] closing(@Nullable String origin) {
        return bytes(headers(origin).set("Connection", "close"));
    }

    private HttpHeaders headers(@Nullable String origin) {
        HttpHeaders headers = new DefaultHttpHeaders()
                .set("Content-Type", "text/event-stream")
                .set("Cache-Control", "private, no-cache, no-store, must-revalidate, max-age=0")
                .set("X-Accel-Buffering", "no")
                .set("Transfer-Encoding", "chunked");
        cors.addTo(headers, origin);
        return headers;
    }

    private static byte[] bytes(HttpHeaders headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
        for (Map.Entry<String, String> header : headers) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
