package io.groundswell.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of the internal port: HMAC-SHA256 over method, path, node id and timestamp, each ended by a line feed, and
 * the body as it is. A signature counts for {@link #WINDOW} around its timestamp; a repeat within it is harmless, since
 * every delivery merges.
 */
public final class InternalSignature {
    /** Milliseconds since 1970, in decimal. */
    public static final String TIMESTAMP_HEADER = "Groundswell-Timestamp";

    /** In lower-case hexadecimal. */
    public static final String SIGNATURE_HEADER = "Groundswell-Signature";

    public static final Duration WINDOW = Duration.ofSeconds(30);

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;
    private final InstantSource clock;

    /**
     * To change the key: first every node and dispatcher gets the new one as its second, then as its first, then alone.
     *
     * @param keys the first signs, all verify; each 32 bytes or more
     */
    public InternalSignature(List<String> keys, InstantSource clock) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys: none (expected: at least one)");
        }
        this.keys = keys.stream()
                .map(key -> new SecretKeySpec(KeyBytes.of(key), ALGORITHM))
                .toList();
        this.clock = clock;
    }

    /** @param key the only one, at dispatchers and nodes */
    public InternalSignature(String key, InstantSource clock) {
        this(List.of(key), clock);
    }

    /** The values of the two headers. */
    public record Headers(String timestamp, String signature) {}

    /** What a signature is worth. */
    public sealed interface Verification {
        record Genuine() implements Verification {}

        /** @param reason for the log and the sender, "name: value (expected: …)" */
        record Refused(String reason) implements Verification {}
    }

    /** Signs for now. */
    public Headers sign(InternalRequest request) {
        String timestamp = Long.toString(clock.millis());
        return new Headers(timestamp, hexadecimal(hmac(keys.getFirst(), request, timestamp)));
    }

    /** Takes the same time for every wrong signature. */
    public Verification verify(InternalRequest request, Optional<String> timestamp, Optional<String> signature) {
        if (timestamp.isEmpty() || signature.isEmpty()) {
            return refused(TIMESTAMP_HEADER + ", " + SIGNATURE_HEADER + ": missing (expected: both)");
        }
        if (!isWithinWindow(timestamp.get())) {
            return refused(TIMESTAMP_HEADER + ": outside the window (expected: within " + WINDOW.toSeconds()
                    + " s of this node's clock)");
        }
        byte[] claimed = signature.get().getBytes(StandardCharsets.ISO_8859_1);
        boolean genuine = false;
        for (SecretKeySpec key : keys) {
            String actual = hexadecimal(hmac(key, request, timestamp.get()));
            genuine |= MessageDigest.isEqual(actual.getBytes(StandardCharsets.ISO_8859_1), claimed);
        }
        return genuine
                ? new Verification.Genuine()
                : refused(SIGNATURE_HEADER + ": wrong (expected: made for this request with this node's key)");
    }

    private static String hexadecimal(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private boolean isWithinWindow(String timestamp) {
        try {
            long millis = Long.parseLong(timestamp);
            long now = clock.millis();
            return millis >= now - WINDOW.toMillis() && millis <= now + WINDOW.toMillis();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static byte[] hmac(SecretKeySpec key, InternalRequest request, String timestamp) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            line(mac, request.method());
            line(mac, request.path());
            line(mac, request.nodeId());
            line(mac, timestamp);
            mac.update(request.body().duplicate());
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + ": not in this Java (expected: in every one)", e);
        }
    }

    private static void line(Mac mac, String text) {
        mac.update(text.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) '\n');
    }

    private static Verification refused(String reason) {
        return new Verification.Refused(reason);
    }
}
