package io.groundswell.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a request and its answer, whichever version of HTTP they travel by. Stateless; event loop. */
final class RequestService {
    private static final Logger LOG = LoggerFactory.getLogger(RequestService.class);

    private RequestService() {}

    /** Has a request that was read to its end answered. */
    static void serve(Serving serving, Caller caller, RequestHead head, ByteBuf body) {
        switch (head.plan()) {
            case RequestHead.Plan.Answer known -> caller.answer(head, known.response());
            case RequestHead.Plan.Serve(Endpoint endpoint, var parameters) -> {
                var received = new HttpExchange.Received(body, serving.clock().millis());
                handle(endpoint, head, new HttpExchange(caller, head, parameters, received));
            }
        }
    }

    private static void handle(Endpoint endpoint, RequestHead head, HttpExchange exchange) {
        try {
            endpoint.handle(exchange);
        } catch (ProblemException e) {
            exchange.respondUnlessAnswered(Response.of(e.problem()));
        } catch (RuntimeException | Error e) {
            LOG.error("request: {} {} failed", exchange.method(), head.route(), e);
            exchange.respondUnlessAnswered(internal());
        }
    }

    /**
     * The answer as it is sent, counted; one that cannot be sent becomes a 500.
     *
     * @param endedAtNanos when the last byte of the request was read
     */
    static FullHttpResponse answer(
            Serving serving, RequestHead answered, Response response, boolean keepAlive, long endedAtNanos) {
        Cors cors = serving.config().cors();
        Response sent = response;
        FullHttpResponse answer;
        try {
            answer = Answer.of(response, answered, keepAlive, cors);
        } catch (IllegalArgumentException e) {
            LOG.error("answer: {} cannot be sent", answered.route(), e);
            sent = internal();
            answer = Answer.of(sent, answered, keepAlive, cors);
        }
        count(serving, answered, sent.status(), endedAtNanos);
        return answer;
    }

    static void count(Serving serving, RequestHead answered, int status, long endedAtNanos) {
        Duration took = Duration.ofNanos(System.nanoTime() - endedAtNanos);
        serving.meters().answered(answered.request().method().name(), answered.route(), status, took);
    }

    private static Response internal() {
        return Response.of(ProblemType.INTERNAL.with("The request failed for a reason that the server has logged."));
    }
}
