package io.groundswell.benchmarks.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** One ready request for each member, to be sent again and again. Immutable. */
final class LikeRequests {
    private static final String BODY = "{\"reaction\":\"like\"}";

    private final List<ByteBuf> requests = new ArrayList<>();

    /**
     * @param topics that the members' likes are spread over
     * @param token of a member
     */
    LikeRequests(int members, int topics, IntFunction<String> token) {
        for (int member = 0; member < members; member++) {
            String text = "POST /v1/videos/video-" + member % topics + "/likes HTTP/1.1\r\n"
                    + "Host: 127.0.0.1\r\n"
                    + "Authorization: Bearer " + token.apply(member) + "\r\n"
                    + "Content-Type: application/json\r\n"
                    + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            requests.add(Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer(bytes.length).writeBytes(bytes)));
        }
    }

    int size() {
        return requests.size();
    }

    /** A view of its own. */
    ByteBuf of(int member) {
        return requests.get(member).duplicate();
    }
}
