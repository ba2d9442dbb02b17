package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.groundswell.access.AccessDeniedException.Reason;
import io.groundswell.event.Topic;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String SECRET = "a-token-secret-of-32-characters!-and-enough-for-HS512-to-sign-too";
    private static final String OTHER = "another-secret-of-32-characters!";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final TokenConfig CONFIG = config(SECRET, false);

    private final Tokens tokens = new Tokens(CONFIG, InstantSource.fixed(NOW));
    private final DevelopmentTokens development = new DevelopmentTokens(CONFIG, InstantSource.fixed(NOW));

    private static TokenConfig config(String secret, boolean guests) {
        return TokenConfig.ofSecret(secret, guests);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().subject("ann").expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, JWSAlgorithm.HS256, new MACSigner(SECRET));
    }

    private Identity authenticate(String token) {
        return tokens.authenticate(Optional.of("Bearer " + token));
    }

    private Reason refusal(String token) {
        return catchThrowableOfType(AccessDeniedException.class, () -> authenticate(token))
                .reason();
    }

    @Test
    void authenticate_shouldKnowTheMember_whenADevelopmentTokenIsSent() {
        Identity ann = authenticate(development.issue("ann", Duration.ofMinutes(1)));

        assertThat(ann.member()).isEqualTo("ann");
        assertThat(ann.isGuest()).isFalse();
        assertThat(ann.mayPublish(Topic.video("42"))).isTrue();
        assertThat(ann.maySubscribe(Topic.parse("member:ann"))).isTrue();
        assertThat(ann.maySubscribe(Topic.parse("member:bob"))).isFalse();
        assertThat(ann.mayPublish(Topic.parse("member:ann"))).isFalse();
    }

    @Test
    void authenticate_shouldTakeTheScheme_whenItIsInAnyCase() {
        String token = development.issue("ann", Duration.ofMinutes(1));

        assertThat(tokens.authenticate(Optional.of("bearer  " + token)).member())
                .isEqualTo("ann");
    }

    @Test
    void authenticate_shouldAllowNothing_whenTheTokenHasNoPatterns() throws JOSEException {
        Identity ann = authenticate(signed(claims().build()));

        assertThat(ann.subscribe()).isEmpty();
        assertThat(ann.publish()).isEmpty();
    }

    @Test
    void authenticate_shouldReadBothLists_whenTheTokenHasThem() throws JOSEException {
        Identity ann = authenticate(signed(claims().claim("groundswell.subscribe", List.of("video:*", "presence:bob"))
                .claim("groundswell.publish", List.of("video:42"))
                .build()));

        assertThat(ann.subscribe()).containsExactly(TopicPattern.parse("video:*"), TopicPattern.parse("presence:bob"));
        assertThat(ann.publish()).containsExactly(TopicPattern.parse("video:42"));
    }

    @Test
    void authenticate_shouldSayExpired_whenTheEndHasPassedByMoreThanClocksDiffer() throws JOSEException {
        String justNow =
                signed(claims().expirationTime(Date.from(NOW.minusSeconds(9))).build());
        String longAgo =
                signed(claims().expirationTime(Date.from(NOW.minusSeconds(11))).build());

        assertThat(authenticate(justNow).member()).isEqualTo("ann");
        assertThat(refusal(longAgo)).isEqualTo(Reason.TOKEN_EXPIRED);
    }

    @Test
    void authenticate_shouldRefuse_whenTheTokenIsNotYetGood() throws JOSEException {
        String later =
                signed(claims().notBeforeTime(Date.from(NOW.plusSeconds(11))).build());

        assertThat(refusal(later)).isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void authenticate_shouldRefuse_whenTheSignatureIsNotOurs() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);

        assertThat(refusal(signed(claims().build(), JWSAlgorithm.HS256, new MACSigner(OTHER))))
                .isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(signed(claims().build(), JWSAlgorithm.HS512, new MACSigner(SECRET))))
                .isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(signed(
                        claims().build(),
                        JWSAlgorithm.RS256,
                        new RSASSASigner(rsa.generateKeyPair().getPrivate()))))
                .isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(new PlainJWT(claims().build()).serialize())).isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void authenticate_shouldRefuse_whenAClaimIsMissingOrWrong() throws JOSEException {
        assertThat(refusal(signed(claims().subject(null).build()))).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(signed(claims().subject("a b").build()))).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(signed(claims().expirationTime(null).build()))).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(signed(
                        claims().claim("groundswell.publish", List.of("song:*")).build())))
                .isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(
                        signed(claims().claim("groundswell.publish", "video:*").build())))
                .isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(
                        signed(claims().claim("groundswell.publish", List.of(7)).build())))
                .isEqualTo(Reason.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "Basic YTpi",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Bearer a.b.c",
                "Bearer ..",
                "Bearer e30.e30."
            })
    void authenticate_shouldRefuseEvenWhereGuestsAreAdmitted_whenTheHeaderIsUnusable(String header) {
        Tokens open = new Tokens(config(SECRET, true), InstantSource.fixed(NOW));

        assertThat(catchThrowableOfType(AccessDeniedException.class, () -> open.authenticate(Optional.of(header)))
                        .reason())
                .isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void authenticate_shouldAdmitGuestsOnlyWhereConfigured_whenThereIsNoToken() {
        Tokens open = new Tokens(config(SECRET, true), InstantSource.fixed(NOW));

        assertThat(open.authenticate(Optional.empty())).isEqualTo(Identity.guest());
        assertThat(catchThrowableOfType(AccessDeniedException.class, () -> tokens.authenticate(Optional.empty()))
                        .reason())
                .isEqualTo(Reason.TOKEN_REQUIRED);
    }

    @Test
    void authenticate_shouldKnowWhenTheTokenEnds() throws JOSEException {
        assertThat(authenticate(signed(claims().build())).expiresAt())
                .isEqualTo(NOW.plusSeconds(60).toEpochMilli());
        assertThat(Identity.guest().expiresAt()).isEqualTo(Identity.NEVER);
    }

    @Test
    void authenticate_shouldSayExpired_whenTheTokenEndedSinceItWasRemembered() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        Tokens aging = new Tokens(CONFIG, now::get);
        Optional<String> header = Optional.of("Bearer " + development.issue("ann", Duration.ofMinutes(1)));
        assertThat(aging.authenticate(header)).isSameAs(aging.authenticate(header));

        now.set(NOW.plusSeconds(71));
        assertThat(catchThrowableOfType(AccessDeniedException.class, () -> aging.authenticate(header))
                        .reason())
                .isEqualTo(Reason.TOKEN_EXPIRED);
    }

    @Test
    void authenticate_shouldVerifyAgain_whenMoreWasSentThanIsRemembered() throws JOSEException {
        CountingKeys keys = new CountingKeys();
        Tokens bounded = new Tokens(CONFIG, InstantSource.fixed(NOW), keys);
        List<String> headers = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            String padding = number + "x".repeat(1 << 20);
            headers.add("Bearer " + signed(claims().claim("padding", padding).build()));
        }

        headers.forEach(header -> bounded.authenticate(Optional.of(header)));
        headers.forEach(header -> bounded.authenticate(Optional.of(header)));

        long remembered = 2L * headers.size() - keys.asked;
        assertThat(remembered * headers.getFirst().length()).isLessThanOrEqualTo(8 << 20);
    }

    /** One secret, and how often a token was checked with it. */
    private static final class CountingKeys implements KeySource {
        private final List<VerificationKey> keys = List.of(VerificationKey.ofSecret(KeyBytes.of(SECRET)));
        private int asked;

        @Override
        public List<VerificationKey> current() {
            asked++;
            return keys;
        }

        @Override
        public boolean has(VerificationKey key) {
            return keys.contains(key);
        }

        @Override
        public boolean mayCome(String id) {
            return false;
        }

        @Override
        public void close() {}
    }

    @Test
    void authenticate_shouldTakeOldAndNew_whileTheSecretIsChanged() {
        Tokens changing = new Tokens(
                new TokenConfig(List.of(OTHER, SECRET), Optional.empty(), Optional.empty(), Optional.empty(), false),
                InstantSource.fixed(NOW));

        assertThat(changing.authenticate(Optional.of("Bearer " + development.issue("ann", Duration.ofMinutes(1))))
                        .member())
                .isEqualTo("ann");
    }
}
