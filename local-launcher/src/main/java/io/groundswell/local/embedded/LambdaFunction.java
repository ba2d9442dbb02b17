package io.groundswell.local.embedded;

/** A Lambda function as its event sources see it: JSON in, JSON out. Any thread may call it, several at a time. */
@FunctionalInterface
public interface LambdaFunction {
    /**
     * Invokes it and waits for the answer.
     *
     * @param event UTF-8 JSON
     * @return UTF-8 JSON; {@code null} in JSON where the handler returned nothing
     * @throws RuntimeException if the handler threw: the invocation failed
     */
    byte[] invoke(byte[] event);
}
