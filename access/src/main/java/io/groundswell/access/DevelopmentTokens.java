package io.groundswell.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/** Issues tokens for development and tests, signed with the secret that {@link Tokens} checks. */
public final class DevelopmentTokens {
    private static final List<String> PUBLISH = List.of("video:*", "conversation:*");

    private final String secret;
    private final InstantSource clock;

    public DevelopmentTokens(AccessConfig config, InstantSource clock) {
        this.secret = config.tokenSecret();
        this.clock = clock;
    }

    /**
     * A token that may publish to and watch every video and conversation, and watch everybody's presence and the member's
     * own notifications.
     *
     * @param member an id as topics have them
     * @param life from now on
     * @throws io.groundswell.event.InvalidEventException if there can be no such member
     */
    public String issue(String member, Duration life) {
        Topic own = new Topic(TopicKind.MEMBER, member);
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(own.id())
                .claim(Tokens.SUBSCRIBE, List.of("video:*", "conversation:*", "presence:*", own.toString()))
                .claim(Tokens.PUBLISH, PUBLISH)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .build();
        return sign(claims);
    }

    private String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("token: cannot be signed", e);
        }
    }
}
