package io.groundswell.access;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Who is trusted.
 *
 * @param tokenSecret signs tokens (HS256); 32 bytes or more
 * @param guests whether a request without a token is the guest
 * @param internalKey signs what dispatchers say to nodes; 32 bytes or more
 */
public record AccessConfig(String tokenSecret, boolean guests, String internalKey) {
    private static final int LEAST_SECRET = 32;

    private static final Setting<String> TOKEN_SECRET = Setting.secret(
            "GROUNDSWELL_TOKEN_SECRET", LEAST_SECRET, null, "The secret that access tokens are signed with (HS256).");
    private static final Setting<Boolean> GUESTS = Setting.flag(
            "GROUNDSWELL_GUESTS", false, "Whether a request without a token is served, as the member \"guest\".");

    /** For those who need no more of this than the internal port. */
    public static final Setting<String> INTERNAL_KEY = Setting.secret(
            "GROUNDSWELL_INTERNAL_KEY",
            LEAST_SECRET,
            null,
            "The key that deliveries from dispatchers to nodes are signed with (HMAC-SHA256).");

    public static final List<Setting<?>> SETTINGS = List.of(TOKEN_SECRET, GUESTS, INTERNAL_KEY);

    public AccessConfig {
        requireLong("tokenSecret", tokenSecret);
        requireLong("internalKey", internalKey);
    }

    public static AccessConfig read(Settings settings) {
        return new AccessConfig(settings.get(TOKEN_SECRET), settings.get(GUESTS), settings.get(INTERNAL_KEY));
    }

    /** Without the secrets, since records are logged. */
    @Override
    public String toString() {
        return "AccessConfig[guests=" + guests + "]";
    }

    private static void requireLong(String name, String secret) {
        if (secret.getBytes(StandardCharsets.UTF_8).length < LEAST_SECRET) {
            throw new IllegalArgumentException(name + ": (hidden) (expected: at least " + LEAST_SECRET + " bytes)");
        }
    }
}
