package io.groundswell.access;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is trusted by a node.
 *
 * @param tokens of viewers
 * @param tickets that it gives for them
 * @param internalKeys each may have signed what dispatchers say; 32 bytes or more
 */
public record AccessConfig(TokenConfig tokens, TicketConfig tickets, List<String> internalKeys) {
    /** For those who need no more of this than the internal port. */
    public static final Setting<List<String>> INTERNAL_KEY = Setting.secrets(
            "GROUNDSWELL_INTERNAL_KEY",
            KeyBytes.LEAST,
            null,
            "The key that deliveries from dispatchers to nodes are signed with (HMAC-SHA256); of several the first signs "
                    + "and all are accepted.");

    public static final List<Setting<?>> SETTINGS = Stream.of(
                    TokenConfig.SETTINGS, TicketConfig.SETTINGS, List.<Setting<?>>of(INTERNAL_KEY))
            .flatMap(List::stream)
            .toList();

    public AccessConfig {
        internalKeys = KeyBytes.requireLong("internal key", internalKeys);
        if (internalKeys.isEmpty()) {
            throw new IllegalArgumentException("internal key: none (expected: at least one)");
        }
    }

    public static AccessConfig read(Settings settings) {
        TokenConfig tokens = TokenConfig.read(settings);
        List<String> internalKeys = settings.get(INTERNAL_KEY);
        return new AccessConfig(tokens, TicketConfig.read(settings, internalKeys), internalKeys);
    }

    /** Without the keys, since records are logged. */
    @Override
    public String toString() {
        return "AccessConfig[tokens=" + tokens + ", tickets=" + tickets + "]";
    }
}
