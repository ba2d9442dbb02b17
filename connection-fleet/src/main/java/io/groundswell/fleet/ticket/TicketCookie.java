package io.groundswell.fleet.ticket;

import io.groundswell.access.TicketConfig;
import io.groundswell.http.Exchange;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.Optional;

/** The cookie with which a browser's own reconnects authenticate. Scripts cannot read it, and it goes to streams only. */
final class TicketCookie {
    /** Browsers drop longer ones without a word. */
    static final int MOST_CHARACTERS = 3_900;

    private static final String NAME = "groundswell_stream";
    private static final String PATH = "/v1/stream";

    private final String attributes;

    TicketCookie(TicketConfig config) {
        this.attributes = "; Path=" + PATH + "; HttpOnly; SameSite="
                + config.sameSite().attribute() + (config.secure() ? "; Secure" : "");
    }

    /** Of a request; the first of that name. */
    static Optional<String> in(Exchange exchange) {
        Optional<String> header = exchange.header("Cookie");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        return ServerCookieDecoder.STRICT.decodeAll(header.get()).stream()
                .filter(cookie -> cookie.name().equals(NAME))
                .map(Cookie::value)
                .findFirst();
    }

    /** The value of {@code Set-Cookie}. */
    String set(String text, long seconds) {
        return NAME + "=" + text + "; Max-Age=" + seconds + attributes;
    }

    /** Takes away one that was set before, for somebody else. */
    String removed() {
        return set("", 0);
    }
}
