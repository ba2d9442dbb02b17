package io.groundswell.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Signs JWTs with a secret (HS256). Thread-safe. */
final class JwtSigner {
    private final JWSSigner signer;

    /** @throws IllegalArgumentException if the key has less than 32 bytes */
    JwtSigner(byte[] key) {
        try {
            this.signer = new MACSigner(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("key: (hidden) (expected: at least 32 bytes)", e);
        }
    }

    String sign(JOSEObjectType type, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("token: cannot be signed", e);
        }
    }
}
