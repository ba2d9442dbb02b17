package io.groundswell.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the secrets of the configuration are as keys. */
final class KeyBytes {
    /** Bytes, and characters since none has less than a byte: as many as SHA-256 gives out. */
    static final int LEAST = 32;

    private static final String HMAC = "HmacSHA256";

    private KeyBytes() {}

    static byte[] of(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /** A key for one purpose, of which neither the secret nor a key for another purpose can be found out. */
    static byte[] derived(String secret, String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(of(secret), HMAC));
            return mac.doFinal(of(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + ": not in this Java (expected: in every one)", e);
        }
    }

    /** @throws IllegalArgumentException if one is too short */
    static List<String> requireLong(String name, List<String> secrets) {
        for (String secret : secrets) {
            if (of(secret).length < LEAST) {
                throw new IllegalArgumentException(name + ": (hidden) (expected: at least " + LEAST + " bytes)");
            }
        }
        return List.copyOf(secrets);
    }
}
