package io.groundswell.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import com.nimbusds.jwt.proc.JWTProcessor;
import io.groundswell.access.AccessDeniedException.Reason;
import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Checks access tokens: signed JWTs with the member in {@code sub}, an end in {@code exp}, and lists of {@link
 * TopicPattern}s in {@link #SUBSCRIBE} and {@link #PUBLISH}, of which a missing one allows nothing. Clocks may differ by
 * 10 s.
 */
public final class Tokens {
    static final String SUBSCRIBE = "groundswell.subscribe";
    static final String PUBLISH = "groundswell.publish";

    private static final String BEARER = "Bearer ";

    private final JWTProcessor<SecurityContext> processor;
    private final boolean guests;

    public Tokens(AccessConfig config, InstantSource clock) {
        this.processor = TokenKeys.ofSecret(config.tokenSecret(), clock);
        this.guests = config.guests();
    }

    /**
     * @param authorizationHeader as it was sent, such as {@code Bearer eyJ…}
     * @throws AccessDeniedException if there is none and guests are not admitted, or it cannot be used: a wrong one never
     *     makes a guest
     */
    public Identity authenticate(Optional<String> authorizationHeader) {
        if (authorizationHeader.isPresent()) {
            return verify(bearer(authorizationHeader.get()));
        }
        if (guests) {
            return Identity.guest();
        }
        throw new AccessDeniedException(Reason.TOKEN_REQUIRED, "Authorization: missing (expected: Bearer and a token)");
    }

    private static String bearer(String header) {
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw invalid("Authorization: another scheme (expected: Bearer and a token)");
        }
        return header.substring(BEARER.length()).strip();
    }

    private Identity verify(String token) {
        try {
            return identity(processor.process(token, null));
        } catch (ExpiredJWTException e) {
            throw new AccessDeniedException(Reason.TOKEN_EXPIRED, "token: expired (expected: one that lives)");
        } catch (InvalidEventException e) {
            throw invalid("token: " + e.getMessage());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw invalid("token: cannot be used (expected: a JWT signed for this service, with sub and exp)");
        }
    }

    private static Identity identity(JWTClaimsSet claims) throws ParseException {
        Topic member = new Topic(TopicKind.MEMBER, claims.getSubject());
        return new Identity(member.id(), false, patterns(claims, SUBSCRIBE), patterns(claims, PUBLISH));
    }

    private static List<TopicPattern> patterns(JWTClaimsSet claims, String name) throws ParseException {
        List<String> texts = claims.getStringListClaim(name);
        return texts == null
                ? List.of()
                : texts.stream().map(TopicPattern::parse).toList();
    }

    private static AccessDeniedException invalid(String message) {
        return new AccessDeniedException(Reason.INVALID_TOKEN, message);
    }
}
