package io.groundswell.http;

/** What a route does with a request. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Runs on the connection's event loop and must not block. It answers through the exchange, at once or later and
     * from any thread, or takes the connection over. The server sets no limit of its own on how long an answer takes.
     *
     * @throws ProblemException to answer with that problem; any other exception is answered 500
     */
    void handle(Exchange exchange);
}
