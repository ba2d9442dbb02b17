package io.groundswell.likes.idempotency;

import io.groundswell.event.EventId;
import io.groundswell.http.Exchange;
import io.groundswell.http.Response;
import io.groundswell.likes.accept.EventIds;

/** A request without a key: nothing of it is kept. */
record Unkeyed(Exchange exchange) implements Attempt {
    @Override
    public long acceptedAt() {
        return exchange.receivedAt();
    }

    @Override
    public EventId name(EventIds ids) {
        return ids.next(exchange.receivedAt());
    }

    @Override
    public void answer(Response response) {
        exchange.respond(response);
    }

    @Override
    public void answerUncertain(Response response) {
        exchange.respond(response);
    }
}
