package io.groundswell.access;

import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.util.List;

/**
 * How tickets are signed, and how the cookie that comes with them is set.
 *
 * @param secrets the first signs, all verify; 32 bytes or more; the same on all nodes that a ticket may be shown to
 * @param secure whether browsers send the cookie over TLS only
 * @param sameSite to which pages' requests browsers add it
 */
public record TicketConfig(List<String> secrets, boolean secure, SameSite sameSite) {
    private static final Setting<List<String>> SECRETS = Setting.secrets(
            "GROUNDSWELL_TICKET_SECRET",
            KeyBytes.LEAST,
            "",
            "The secret that tickets are signed with, the same on all nodes; of several the first signs and all are "
                    + "accepted. Where it is empty it is derived from the internal key.");
    private static final Setting<Boolean> SECURE = Setting.flag(
            "GROUNDSWELL_COOKIE_SECURE", true, "Whether the stream's cookie is for TLS only; false for local use.");
    private static final Setting<SameSite> SAME_SITE = Setting.choice(
            "GROUNDSWELL_COOKIE_SAME_SITE",
            SameSite.class,
            SameSite.STRICT,
            "Which pages the stream's cookie is for; none means pages of any site, of which those of configured origins "
                    + "may read.");

    static final List<Setting<?>> SETTINGS = List.of(SECRETS, SECURE, SAME_SITE);

    /** As the cookie's attribute of that name. */
    public enum SameSite {
        STRICT("Strict"),
        LAX("Lax"),
        NONE("None");

        private final String attribute;

        SameSite(String attribute) {
            this.attribute = attribute;
        }

        public String attribute() {
            return attribute;
        }
    }

    /** @throws IllegalArgumentException if there is no secret, one is too short, or browsers would refuse the cookie */
    public TicketConfig {
        secrets = KeyBytes.requireLong("ticket secret", secrets);
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("ticket secret: none (expected: at least one)");
        }
        if (sameSite == SameSite.NONE && !secure) {
            throw new IllegalArgumentException(
                    SAME_SITE.name() + ": none (expected: " + SECURE.name() + "=true with it, or strict or lax)");
        }
    }

    /** @param internalKeys from which the secrets are taken where none are set */
    static TicketConfig read(Settings settings, List<String> internalKeys) {
        List<String> secrets = settings.get(SECRETS);
        return new TicketConfig(
                secrets.isEmpty() ? internalKeys : secrets, settings.get(SECURE), settings.get(SAME_SITE));
    }

    /** Without the secrets, since records are logged. */
    @Override
    public String toString() {
        return "TicketConfig[secure=" + secure + ", sameSite=" + sameSite + "]";
    }
}
