package io.groundswell.dispatch.deliver;

import io.groundswell.registry.Node;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Posts to nodes. */
@FunctionalInterface
public interface NodeClient {
    /**
     * Posts one batch.
     *
     * @param body in the wire format, backed by an array, from position to limit; read, never moved
     * @return completes within the deadline of the client, never exceptionally
     */
    CompletableFuture<DeliveryOutcome> post(Node node, ByteBuffer body);
}
