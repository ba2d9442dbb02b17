package io.groundswell.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys of an issuer, and tokens signed with them. */
final class Keys {
    private Keys() {}

    static RSAKey rsa(String id) {
        return made(() -> new RSAKeyGenerator(2048).keyID(id).generate());
    }

    static ECKey ec(String id) {
        return made(() -> new ECKeyGenerator(Curve.P_256).keyID(id).generate());
    }

    static String sign(JWK key, JWSAlgorithm algorithm, JWTClaimsSet claims) {
        return sign(key, algorithm, key.getKeyID(), claims);
    }

    static String sign(JWK key, JWSAlgorithm algorithm, @Nullable String id, JWTClaimsSet claims) {
        return sign(signer(key), new JWSHeader.Builder(algorithm).keyID(id).build(), claims);
    }

    static String sign(JWK key, JWSAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet claims) {
        return sign(signer(key), new JWSHeader.Builder(algorithm).type(type).build(), claims);
    }

    private static String sign(JWSSigner signer, JWSHeader header, JWTClaimsSet claims) {
        return made(() -> {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        });
    }

    private static JWSSigner signer(JWK key) {
        return made(() -> switch (key) {
            case RSAKey rsa -> new RSASSASigner(rsa);
            case ECKey ec -> new ECDSASigner(ec);
            case OctetSequenceKey secret -> new MACSigner(secret);
            default -> throw new IllegalArgumentException("key: " + key);
        });
    }

    static KeySource source(JWK... keys) {
        return KeySource.of(List.of(keys).stream()
                .flatMap(key -> VerificationKey.of(key).stream())
                .toList());
    }

    private interface Making<T> {
        T make() throws JOSEException;
    }

    private static <T> T made(Making<T> making) {
        try {
            return making.make();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
