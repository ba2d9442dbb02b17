package io.groundswell.likes.idempotency;

import io.groundswell.http.Exchange;
import io.groundswell.store.IdempotencyKey;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over what makes a request the one it is. */
final class Digest {
    /** Whether two requests say the same: method, route, path and body. */
    static String fingerprint(Exchange exchange, String route) {
        MessageDigest digest = over(exchange.method(), route, exchange.path());
        ByteBuf body = exchange.body();
        digest.update(body.array(), body.arrayOffset() + body.readerIndex(), body.readableBytes());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** 32 bytes that are the same for every attempt with the key and for nothing else. */
    static byte[] of(IdempotencyKey key) {
        return over(key.member(), key.route(), key.key()).digest();
    }

    /** None of them has the character that separates them. */
    private static MessageDigest over(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: not there (expected: in every Java)", e);
        }
    }

    private Digest() {}
}
