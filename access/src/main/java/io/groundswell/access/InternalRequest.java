package io.groundswell.access;

import java.nio.ByteBuffer;

/**
 * What a signature of the internal port speaks for.
 *
 * @param path without host and query, such as {@code /internal/v1/deliveries}
 * @param nodeId of the node that is to get it, so that no other node takes it
 * @param body from position to limit; read, never moved
 */
public record InternalRequest(String method, String path, String nodeId, ByteBuffer body) {
    /** @throws IllegalArgumentException if a text has a line break, which would make the signed bytes ambiguous */
    public InternalRequest {
        requireLine("method", method);
        requireLine("path", path);
        requireLine("nodeId", nodeId);
    }

    private static void requireLine(String name, String text) {
        if (text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(name + ": has a line break (expected: one line)");
        }
    }
}
