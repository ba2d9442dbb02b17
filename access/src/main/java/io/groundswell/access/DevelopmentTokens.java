package io.groundswell.access;

import com.nimbusds.jose.JOSEObjectType;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/** Issues tokens for development and tests, signed with the first secret that {@link Tokens} checks. */
public final class DevelopmentTokens {
    private static final List<TopicPattern> PUBLISH =
            List.of(TopicPattern.every(TopicKind.VIDEO), TopicPattern.every(TopicKind.CONVERSATION));

    private final TokenConfig config;
    private final JwtSigner signer;
    private final InstantSource clock;

    /** @throws IllegalArgumentException if there is no secret to sign with */
    public DevelopmentTokens(TokenConfig config, InstantSource clock) {
        if (config.secrets().isEmpty()) {
            throw new IllegalArgumentException("token secret: none (expected: one, to sign development tokens)");
        }
        this.config = config;
        this.signer = new JwtSigner(KeyBytes.of(config.secrets().getFirst()));
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
        List<TopicPattern> subscribe = List.of(
                TopicPattern.every(TopicKind.VIDEO),
                TopicPattern.every(TopicKind.CONVERSATION),
                TopicPattern.every(TopicKind.PRESENCE),
                new TopicPattern(TopicKind.MEMBER, own.id()));
        var claims = IdentityClaims.write(new Identity(own.id(), false, subscribe, PUBLISH, Identity.NEVER))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
        config.issuer().ifPresent(claims::issuer);
        config.audience().ifPresent(claims::audience);
        return signer.sign(JOSEObjectType.JWT, claims.build());
    }
}
