package io.groundswell.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/** Which keys tokens may be signed with. Each is bound to one algorithm, so that a token cannot choose how it is checked. */
final class TokenKeys {
    private static final int CLOCK_SKEW_SECONDS = 10;

    private TokenKeys() {}

    /** HS256 only. */
    static DefaultJWTProcessor<SecurityContext> ofSecret(String secret, InstantSource clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.HS256, new ImmutableSecret<>(secret.getBytes(StandardCharsets.UTF_8))));
        processor.setJWTClaimsSetVerifier(new ClaimsVerifier(clock));
        return processor;
    }

    /** Times by the injected clock; a token without a member or an end is none. */
    private static final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        ClaimsVerifier(InstantSource clock) {
            super(null, Set.of("sub", "exp"));
            this.clock = clock;
            setMaxClockSkew(CLOCK_SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
