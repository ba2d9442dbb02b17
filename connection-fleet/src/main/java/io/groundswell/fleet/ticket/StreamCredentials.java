package io.groundswell.fleet.ticket;

import io.groundswell.access.Identity;
import io.groundswell.access.Tickets;
import io.groundswell.access.Tickets.Use;
import io.groundswell.access.Tokens;
import io.groundswell.http.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who asks for a stream: by {@code Authorization}, else by cookie, else by {@code ticket} in the query, else as a
 * guest. The first that is there counts, and a wrong one never gives way to the next.
 */
public final class StreamCredentials {
    private final Tokens tokens;
    private final Tickets tickets;

    public StreamCredentials(Tokens tokens, Tickets tickets) {
        this.tokens = tokens;
        this.tickets = tickets;
    }

    /** @throws io.groundswell.access.AccessDeniedException if they are missing or cannot be used */
    public Identity identify(Exchange exchange) {
        Optional<String> authorization = exchange.header("Authorization");
        if (authorization.isPresent()) {
            return tokens.authenticate(authorization);
        }
        Optional<String> cookie = TicketCookie.in(exchange);
        if (cookie.isPresent()) {
            return tickets.verify(Use.COOKIE, cookie.get());
        }
        List<String> shown = exchange.query("ticket");
        return shown.isEmpty() ? tokens.authenticate(authorization) : tickets.verify(Use.ADDRESS, shown.getFirst());
    }
}
