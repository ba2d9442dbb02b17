package io.groundswell.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.groundswell.access.AccessDeniedException.Reason;
import io.groundswell.event.InvalidEventException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one kind of signed JWT: its type, its signature, its times, and who it speaks of. Thread-safe. */
final class TokenVerifier {
    private final KeySource keys;
    private final Set<JOSEObjectType> types;
    private final Times times;

    /** @param types that {@code typ} may be; one that is null allows for a token without */
    TokenVerifier(KeySource keys, Set<JOSEObjectType> types, Times times) {
        this.keys = keys;
        this.types = types;
        this.times = times;
    }

    /** A genuine token, and the key that says so. */
    record Verified(JWTClaimsSet claims, Identity identity, VerificationKey key) {}

    /** @throws AccessDeniedException if it is not genuine, or not now */
    Verified verify(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            if (!types.contains(typeOf(token.getHeader()))) {
                throw AccessDeniedException.invalid("token: of another type (expected: one for this use)");
            }
            VerificationKey key = signer(token);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            times.verify(claims, null);
            long expiresAt = claims.getExpirationTime().toInstant().toEpochMilli();
            return new Verified(claims, IdentityClaims.read(claims, expiresAt), key);
        } catch (ExpiredJWTException e) {
            throw expired();
        } catch (InvalidEventException e) {
            throw AccessDeniedException.invalid("token: " + e.getMessage());
        } catch (ParseException | BadJWTException e) {
            throw unusable();
        }
    }

    private static JOSEObjectType typeOf(JWSHeader header) {
        return header.getType() == null ? JOSEObjectType.JWT : header.getType();
    }

    private VerificationKey signer(SignedJWT token) {
        JWSHeader header = token.getHeader();
        for (VerificationKey key : keys.current()) {
            if (key.fits(header) && key.hasSigned(token)) {
                return key;
            }
        }
        String named = header.getKeyID();
        boolean known = named == null || keys.current().stream().anyMatch(key -> key.isNamed(named));
        if (!known && keys.mayCome(named)) {
            throw new AccessDeniedException(
                    Reason.KEY_NOT_KNOWN_YET, "token: its key is not known yet (expected: in a second)");
        }
        throw unusable();
    }

    static AccessDeniedException expired() {
        return new AccessDeniedException(Reason.TOKEN_EXPIRED, "token: expired (expected: one that lives)");
    }

    private static AccessDeniedException unusable() {
        return AccessDeniedException.invalid(
                "token: cannot be used (expected: a JWT signed for this service, with sub and exp)");
    }

    /** Times by the injected clock; a token without a member or an end is none. */
    static final class Times extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        /**
         * @param expected claims that must be just so
         * @param audience that must be named; null for any or none
         * @param skewSeconds by how much clocks may differ
         */
        Times(JWTClaimsSet expected, @Nullable String audience, int skewSeconds, InstantSource clock) {
            super(audience, expected, Set.of("sub", "exp"));
            this.clock = clock;
            setMaxClockSkew(skewSeconds);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
