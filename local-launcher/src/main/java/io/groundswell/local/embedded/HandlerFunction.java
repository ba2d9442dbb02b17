package io.groundswell.local.embedded;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * A handler behind the serialization of Lambda's own Java runtime, so that it meets here the objects it meets there.
 * Immutable; any thread may call it.
 */
public final class HandlerFunction implements LambdaFunction {
    private static final PojoSerializer<SQSEvent> EVENTS =
            LambdaEventSerializers.serializerFor(SQSEvent.class, HandlerFunction.class.getClassLoader());
    private static final PojoSerializer<SQSBatchResponse> RESPONSES =
            JacksonFactory.getInstance().getSerializer(SQSBatchResponse.class);

    private final RequestHandler<SQSEvent, SQSBatchResponse> handler;
    private final Duration timeout;
    private final InstantSource clock;

    /** @param timeout what the handler is told that it has; it is not cut off */
    public HandlerFunction(RequestHandler<SQSEvent, SQSBatchResponse> handler, Duration timeout, InstantSource clock) {
        this.handler = handler;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    public byte[] invoke(byte[] event) {
        SQSEvent decoded = EVENTS.fromJson(new ByteArrayInputStream(event));
        InvocationContext context = new InvocationContext(
                UUID.randomUUID().toString(), clock.instant().plus(timeout), clock);
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        RESPONSES.toJson(handler.handleRequest(decoded, context), response);
        return response.toByteArray();
    }
}
