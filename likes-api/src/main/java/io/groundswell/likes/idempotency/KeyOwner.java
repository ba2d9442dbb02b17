package io.groundswell.likes.idempotency;

import io.groundswell.access.Identity;
import io.groundswell.http.ClientAddress;
import io.groundswell.http.Exchange;

/**
 * Whose key it is.
 *
 * @param addresses whose request it is, where proxies stand before the server
 */
record KeyOwner(ClientAddress addresses) {
    /**
     * The member, of whom nobody else can use a key. All guests are one member, so a guest's keys are those of their address,
     * which no member is called.
     */
    String of(Identity who, Exchange exchange) {
        return who.isGuest() ? who.member() + "@" + addresses.of(exchange).getHostAddress() : who.member();
    }
}
