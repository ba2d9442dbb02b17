package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.groundswell.access.AccessDeniedException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each key is bound to one algorithm. */
class TokenAlgorithmsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final RSAKey RSA = Keys.rsa("rsa-1");
    private static final ECKey EC = Keys.ec("ec-1");
    private static final OctetSequenceKey SECRET =
            new OctetSequenceKey.Builder(new byte[32]).keyID("hs-1").build();
    private static final JWTClaimsSet CLAIMS = claims().build();

    private final Tokens tokens = tokens(RSA.toPublicJWK(), EC.toPublicJWK(), SECRET);

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().subject("ann").expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private static Tokens tokens(JWK... keys) {
        return tokens(Optional.empty(), Optional.empty(), keys);
    }

    private static Tokens tokens(Optional<String> issuer, Optional<String> audience, JWK... keys) {
        var config =
                new TokenConfig(List.of(), Optional.of(URI.create("https://id.example/jwks")), issuer, audience, false);
        return new Tokens(config, InstantSource.fixed(NOW), Keys.source(keys));
    }

    private static String member(Tokens tokens, String token) {
        return tokens.authenticate(Optional.of("Bearer " + token)).member();
    }

    private static Reason refusal(Tokens tokens, String token) {
        return catchThrowableOfType(AccessDeniedException.class, () -> member(tokens, token))
                .reason();
    }

    private Reason refusal(String token) {
        return refusal(tokens, token);
    }

    @Test
    void authenticate_shouldTakeEveryAlgorithm_whenTheKeyIsThere() {
        assertThat(member(tokens, Keys.sign(RSA, JWSAlgorithm.RS256, CLAIMS))).isEqualTo("ann");
        assertThat(member(tokens, Keys.sign(EC, JWSAlgorithm.ES256, CLAIMS))).isEqualTo("ann");
        assertThat(member(tokens, Keys.sign(SECRET, JWSAlgorithm.HS256, CLAIMS)))
                .isEqualTo("ann");
    }

    @Test
    void authenticate_shouldTryTheKeysOfTheAlgorithm_whenTheTokenNamesNone() {
        RSAKey second = Keys.rsa("rsa-2");

        assertThat(member(
                        tokens(RSA.toPublicJWK(), second.toPublicJWK()),
                        Keys.sign(second, JWSAlgorithm.RS256, (String) null, CLAIMS)))
                .isEqualTo("ann");
    }

    @Test
    void authenticate_shouldRefuse_whenAPublicKeyIsUsedAsASecret() throws JOSEException {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(RSA.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] known : List.of(
                pem.getBytes(StandardCharsets.US_ASCII),
                RSA.toRSAPublicKey().getEncoded(),
                RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            OctetSequenceKey forged = new OctetSequenceKey.Builder(known).build();

            assertThat(refusal(Keys.sign(forged, JWSAlgorithm.HS256, "rsa-1", CLAIMS)))
                    .isEqualTo(Reason.INVALID_TOKEN);
            assertThat(refusal(Keys.sign(forged, JWSAlgorithm.HS256, (String) null, CLAIMS)))
                    .isEqualTo(Reason.INVALID_TOKEN);
        }
    }

    @Test
    void authenticate_shouldRefuse_whenTheAlgorithmIsNoneOrAnotherThanTheKeys() throws JOSEException {
        ECKey curve = new ECKeyGenerator(Curve.P_384).keyID("ec-1").generate();

        assertThat(refusal(new PlainJWT(CLAIMS).serialize())).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(Keys.sign(RSA, JWSAlgorithm.RS512, CLAIMS))).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(Keys.sign(RSA, JWSAlgorithm.PS256, CLAIMS))).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(Keys.sign(curve, JWSAlgorithm.ES384, CLAIMS))).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(Keys.sign(EC, JWSAlgorithm.ES256, "rsa-1", CLAIMS))).isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(Keys.sign(RSA, JWSAlgorithm.RS256, "hs-1", CLAIMS))).isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void authenticate_shouldRefuse_whenTheKeyIsForSomethingElse() throws JOSEException {
        assertThat(refusal(
                        tokens(new RSAKey.Builder(RSA.toRSAPublicKey())
                                .keyID("rsa-1")
                                .algorithm(JWSAlgorithm.RS512)
                                .build()),
                        Keys.sign(RSA, JWSAlgorithm.RS256, CLAIMS)))
                .isEqualTo(Reason.INVALID_TOKEN);
        assertThat(refusal(
                        tokens(new RSAKey.Builder(RSA.toRSAPublicKey())
                                .keyID("rsa-1")
                                .keyUse(KeyUse.ENCRYPTION)
                                .build()),
                        Keys.sign(RSA, JWSAlgorithm.RS256, CLAIMS)))
                .isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void authenticate_shouldRefuse_whenTheTokenIsOfAnotherType() {
        assertThat(member(tokens, Keys.sign(SECRET, JWSAlgorithm.HS256, new JOSEObjectType("at+jwt"), CLAIMS)))
                .isEqualTo("ann");
        assertThat(refusal(Keys.sign(SECRET, JWSAlgorithm.HS256, new JOSEObjectType("logout+jwt"), CLAIMS)))
                .isEqualTo(Reason.INVALID_TOKEN);
    }

    @Test
    void authenticate_shouldRefuse_whenTheTokenIsForSomebodyElse() {
        Tokens strict = tokens(Optional.of("https://id.example"), Optional.of("groundswell"), SECRET);
        JWTClaimsSet ours = claims().issuer("https://id.example")
                .audience(List.of("shop", "groundswell"))
                .build();

        assertThat(member(strict, Keys.sign(SECRET, JWSAlgorithm.HS256, ours))).isEqualTo("ann");
        for (JWTClaimsSet theirs : List.of(
                CLAIMS,
                claims().issuer("https://id.example").build(),
                claims().audience("groundswell").build(),
                claims().issuer("https://id.example").audience("shop").build(),
                claims().issuer("https://evil.example").audience("groundswell").build())) {
            assertThat(refusal(strict, Keys.sign(SECRET, JWSAlgorithm.HS256, theirs)))
                    .isEqualTo(Reason.INVALID_TOKEN);
        }
    }
}
