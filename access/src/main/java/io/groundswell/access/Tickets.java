package io.groundswell.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * Stands in for an access token where a browser cannot send one: an {@code EventSource} sets no headers, and what lives long
 * must not stand in an address. Both kinds carry the identity, its patterns and the end of its token, are signed with a key
 * of the nodes, and are told by their type from each other and from access tokens, so that none passes for another. Any node
 * takes what another gave. Thread-safe, and never waits.
 */
public final class Tickets {
    /** How long a ticket may be used to open a stream, by the clock of the node that is shown it. */
    public static final Duration LIFE = Duration.ofSeconds(60);

    private static final String PURPOSE = "groundswell tickets";
    private static final String GUEST = "groundswell.guest";
    private static final String TOKEN_ENDS = "groundswell.token_exp";

    private final JwtSigner signer;
    private final KeySource keys;
    private final InstantSource clock;

    /** @param secrets the first signs, all verify */
    public Tickets(List<String> secrets, InstantSource clock) {
        List<byte[]> derived = secrets.stream()
                .map(secret -> KeyBytes.derived(secret, PURPOSE))
                .toList();
        this.signer = new JwtSigner(derived.getFirst());
        this.keys = KeySource.of(derived.stream().map(VerificationKey::ofSecret).toList());
        this.clock = clock;
    }

    /** Where one is shown. */
    public enum Use {
        /** Once, in an address: lives for {@link #LIFE}, and not longer than the token. */
        ADDRESS("groundswell-ticket+jwt"),
        /** Again and again, in a cookie: lives as long as the token. */
        COOKIE("groundswell-cookie+jwt");

        private final String type;

        Use(String type) {
            this.type = type;
        }

        private JOSEObjectType type() {
            return new JOSEObjectType(type);
        }
    }

    /** @param expiresAt in milliseconds since 1970, to the second */
    public record Ticket(String text, long expiresAt) {}

    /** @throws IllegalArgumentException for the cookie of somebody whose token has no end, such as a guest */
    public Ticket issue(Use use, Identity who) {
        long end = use == Use.COOKIE ? who.expiresAt() : Math.min(who.expiresAt(), clock.millis() + LIFE.toMillis());
        if (end == Identity.NEVER) {
            throw new IllegalArgumentException("cookie: of " + who.member() + " (expected: of a token with an end)");
        }
        JWTClaimsSet.Builder claims = IdentityClaims.write(who).expirationTime(Date.from(Instant.ofEpochMilli(end)));
        if (who.isGuest()) {
            claims.claim(GUEST, true);
        }
        if (who.expiresAt() != Identity.NEVER) {
            claims.claim(TOKEN_ENDS, who.expiresAt());
        }
        return new Ticket(signer.sign(use.type(), claims.build()), end / 1000 * 1000);
    }

    /** @throws AccessDeniedException if it was not given for this use, or has ended */
    public Identity verify(Use use, String text) {
        var times = new TokenVerifier.Times(new JWTClaimsSet.Builder().build(), null, 0, clock);
        JWTClaimsSet claims =
                new TokenVerifier(keys, Set.of(use.type()), times).verify(text).claims();
        try {
            Identity who = IdentityClaims.read(claims, tokenEnds(claims));
            return claims.getBooleanClaim(GUEST) == null
                    ? who
                    : new Identity(who.member(), true, who.subscribe(), who.publish(), who.expiresAt());
        } catch (ParseException e) {
            throw AccessDeniedException.invalid("ticket: cannot be used (expected: one that a node gave)");
        }
    }

    private static long tokenEnds(JWTClaimsSet claims) throws ParseException {
        Long end = claims.getLongClaim(TOKEN_ENDS);
        return end == null ? Identity.NEVER : end;
    }
}
