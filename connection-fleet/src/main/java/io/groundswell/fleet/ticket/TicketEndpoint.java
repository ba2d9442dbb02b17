package io.groundswell.fleet.ticket;

import io.groundswell.access.AccessDeniedException;
import io.groundswell.access.Identity;
import io.groundswell.access.TicketConfig;
import io.groundswell.access.Tickets;
import io.groundswell.access.Tickets.Ticket;
import io.groundswell.access.Tickets.Use;
import io.groundswell.access.Tokens;
import io.groundswell.http.Endpoint;
import io.groundswell.http.Exchange;
import io.groundswell.http.ProblemException;
import io.groundswell.http.ProblemType;
import io.groundswell.http.Response;
import java.time.InstantSource;

/**
 * {@code POST /v1/stream-tickets}: a ticket for a token, and the cookie for what the browser does by itself later. Only the
 * {@code Authorization} header counts here, so that no other site's page can make a browser ask.
 */
public final class TicketEndpoint implements Endpoint {
    public static final String PATH = "/v1/stream-tickets";

    /** A stream's request line must hold it beside the topics. */
    private static final int MOST_CHARACTERS = 6_000;

    private final Tokens tokens;
    private final Tickets tickets;
    private final TicketCookie cookie;
    private final InstantSource clock;

    public TicketEndpoint(Tokens tokens, Tickets tickets, TicketConfig config, InstantSource clock) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.cookie = new TicketCookie(config);
        this.clock = clock;
    }

    private record Answer(String ticket, long expiresAt) {}

    @Override
    public void handle(Exchange exchange) {
        Identity who;
        try {
            who = tokens.authenticate(exchange.header("Authorization"));
        } catch (AccessDeniedException e) {
            throw new ProblemException(AccessProblem.of(e));
        }
        Ticket ticket = tickets.issue(Use.ADDRESS, who);
        if (ticket.text().length() > MOST_CHARACTERS) {
            throw ProblemType.FORBIDDEN.exception(
                    "token: names too many topics for a ticket (expected: a ticket of at most " + MOST_CHARACTERS
                            + " characters; " + ticket.text().length() + " with these)");
        }
        exchange.respond(Response.json(200, new Answer(ticket.text(), ticket.expiresAt()))
                .withHeader("Cache-Control", "no-store")
                .withHeader("Set-Cookie", cookieFor(who)));
    }

    /** A cookie that is too long would be dropped, and one from before it would count in its place. */
    private String cookieFor(Identity who) {
        if (who.expiresAt() == Identity.NEVER) {
            return cookie.removed();
        }
        Ticket value = tickets.issue(Use.COOKIE, who);
        long seconds = (value.expiresAt() - clock.millis()) / 1000;
        boolean fits = value.text().length() <= TicketCookie.MOST_CHARACTERS;
        return fits && seconds > 0 ? cookie.set(value.text(), seconds) : cookie.removed();
    }
}
