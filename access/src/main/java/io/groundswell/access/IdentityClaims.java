package io.groundswell.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import java.text.ParseException;
import java.util.List;

/** An identity as the claims of a JWT. */
final class IdentityClaims {
    static final String SUBSCRIBE = "groundswell.subscribe";
    static final String PUBLISH = "groundswell.publish";

    private IdentityClaims() {}

    /**
     * @throws io.groundswell.event.InvalidEventException if the member or a pattern is none
     * @throws ParseException if a claim is of another type
     */
    static Identity read(JWTClaimsSet claims, long expiresAt) throws ParseException {
        Topic member = new Topic(TopicKind.MEMBER, claims.getSubject());
        return new Identity(member.id(), false, patterns(claims, SUBSCRIBE), patterns(claims, PUBLISH), expiresAt);
    }

    /** All but when it ends. */
    static JWTClaimsSet.Builder write(Identity who) {
        return new JWTClaimsSet.Builder()
                .subject(who.member())
                .claim(SUBSCRIBE, texts(who.subscribe()))
                .claim(PUBLISH, texts(who.publish()));
    }

    private static List<TopicPattern> patterns(JWTClaimsSet claims, String name) throws ParseException {
        List<String> texts = claims.getStringListClaim(name);
        return texts == null
                ? List.of()
                : texts.stream().map(TopicPattern::parse).toList();
    }

    private static List<String> texts(List<TopicPattern> patterns) {
        return patterns.stream().map(TopicPattern::toString).toList();
    }
}
