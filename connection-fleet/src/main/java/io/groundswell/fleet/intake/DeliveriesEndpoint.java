package io.groundswell.fleet.intake;

import io.groundswell.access.InternalRequest;
import io.groundswell.access.InternalSignature;
import io.groundswell.access.InternalSignature.Verification;
import io.groundswell.event.Batch;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.wire.BatchCodec;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;

/**
 * {@code POST /internal/v1/deliveries}: one signed batch. 204 once its frames are published to the event loops; until then
 * nothing of it counts as delivered.
 */
public final class DeliveriesEndpoint implements Endpoint {
    public static final String PATH = "/internal/v1/deliveries";

    private final Hub hub;
    private final InternalSignature signature;
    private final String nodeId;

    public DeliveriesEndpoint(Hub hub, InternalSignature signature, String nodeId) {
        this.hub = hub;
        this.signature = signature;
        this.nodeId = nodeId;
    }

    @Override
    public void handle(Exchange exchange) {
        byte[] body = ByteBufUtil.getBytes(exchange.body());
        verify(exchange, body);
        Batch batch = decode(body);
        if (!hub.deliver(batch, body.length, () -> exchange.respond(Response.empty(204)))) {
            throw new ProblemException(ProblemType.OVERLOADED
                    .with("Too many batches wait in this node.")
                    .withHeader("Retry-After", "1"));
        }
    }

    private void verify(Exchange exchange, byte[] body) {
        Verification verification = signature.verify(
                new InternalRequest("POST", PATH, nodeId, ByteBuffer.wrap(body)),
                exchange.header(InternalSignature.TIMESTAMP_HEADER),
                exchange.header(InternalSignature.SIGNATURE_HEADER));
        if (verification instanceof Verification.Refused refused) {
            throw ProblemType.INVALID_SIGNATURE.exception(refused.reason());
        }
    }

    private static Batch decode(byte[] body) {
        try {
            return BatchCodec.decode(body);
        } catch (InvalidEventException e) {
            throw ProblemType.INVALID_JSON.exception(String.valueOf(e.getMessage()));
        }
    }
}
