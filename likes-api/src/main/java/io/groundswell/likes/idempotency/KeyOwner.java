package io.groundswell.likes.idempotency;

import io.groundswell.access.Identity;
import io.groundswell.http.Exchange;

/** Whose key it is. */
final class KeyOwner {
    /**
     * The member, of whom nobody else can use a key. All guests are one member, so a guest's keys are those of their address,
     * which no member is called.
     */
    static String of(Identity who, Exchange exchange) {
        return who.isGuest()
                ? who.member() + "@" + exchange.remote().getAddress().getHostAddress()
                : who.member();
    }

    private KeyOwner() {}
}
