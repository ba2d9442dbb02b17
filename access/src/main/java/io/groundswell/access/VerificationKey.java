package io.groundswell.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key, and the one algorithm that it is bound to, so that a token cannot choose how it is checked: RSA is RS256, P-256 is
 * ES256, a secret is HS256. Immutable; equal only to itself.
 */
final class VerificationKey {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_SECRET_BITS = 256;

    private final JWK source;
    private final JWSAlgorithm algorithm;
    private final JWSVerifier verifier;

    private VerificationKey(JWK source, JWSAlgorithm algorithm, JWSVerifier verifier) {
        this.source = source;
        this.algorithm = algorithm;
        this.verifier = verifier;
    }

    /** @param secret 32 bytes or more */
    static VerificationKey ofSecret(byte[] secret) {
        return of(new OctetSequenceKey.Builder(secret).build())
                .orElseThrow(() -> new IllegalArgumentException("secret: (hidden) (expected: at least 32 bytes)"));
    }

    /** @return none if the key is weak, or not for signatures by its algorithm */
    static Optional<VerificationKey> of(JWK key) {
        if (!isForSignatures(key)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(bind(key)).filter(bound -> bound.isMeantFor(bound.algorithm));
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }

    private static @Nullable VerificationKey bind(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa
            when rsa.size() >= LEAST_RSA_BITS -> new VerificationKey(key, JWSAlgorithm.RS256, new RSASSAVerifier(rsa));
            case ECKey ec
            when Curve.P_256.equals(ec.getCurve()) ->
                new VerificationKey(key, JWSAlgorithm.ES256, new ECDSAVerifier(ec));
            case OctetSequenceKey secret
            when secret.size() >= LEAST_SECRET_BITS ->
                new VerificationKey(key, JWSAlgorithm.HS256, new MACVerifier(secret));
            default -> null;
        };
    }

    private static boolean isForSignatures(JWK key) {
        boolean use = key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse());
        return use && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    private boolean isMeantFor(JWSAlgorithm used) {
        return source.getAlgorithm() == null || source.getAlgorithm().equals(used);
    }

    boolean isMadeOf(JWK key) {
        return source.equals(key);
    }

    boolean isNamed(String id) {
        return id.equals(source.getKeyID());
    }

    /** By algorithm and name; a key or a token without a name goes with any. */
    boolean fits(JWSHeader header) {
        return algorithm.equals(header.getAlgorithm())
                && (header.getKeyID() == null || source.getKeyID() == null || isNamed(header.getKeyID()));
    }

    boolean hasSigned(SignedJWT token) {
        try {
            return token.verify(verifier);
        } catch (JOSEException | IllegalStateException e) {
            return false;
        }
    }
}
