package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.access.TicketConfig.SameSite;
import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessConfigTest {
    private static final String SECRET = "a-token-secret-of-32-characters!";
    private static final String KEY = "an-internal-key-of-32-characters";
    private static final String OTHER = "another-secret-of-32-characters!";

    private final Map<String, String> variables =
            new HashMap<>(Map.of("GROUNDSWELL_TOKEN_SECRET", SECRET, "GROUNDSWELL_INTERNAL_KEY", KEY));

    private AccessConfig read() {
        return Settings.read(variables, AccessConfig::read);
    }

    @Test
    void read_shouldAdmitNoGuestsAndSecureTheCookie_whenNothingSaysSo() {
        assertThat(read())
                .isEqualTo(new AccessConfig(
                        TokenConfig.ofSecret(SECRET, false),
                        new TicketConfig(List.of(KEY), true, SameSite.STRICT),
                        List.of(KEY)));
    }

    @Test
    void read_shouldTakeSeveralKeys_whenOneTakesTheOthersPlace() {
        variables.put("GROUNDSWELL_INTERNAL_KEY", KEY + "," + OTHER);
        variables.put("GROUNDSWELL_TICKET_SECRET", OTHER + "," + SECRET);

        assertThat(read().internalKeys()).containsExactly(KEY, OTHER);
        assertThat(read().tickets().secrets()).containsExactly(OTHER, SECRET);
    }

    @Test
    void read_shouldNeedNoSecret_whenKeysAreRead() {
        variables.remove("GROUNDSWELL_TOKEN_SECRET");
        variables.put("GROUNDSWELL_TOKEN_JWKS", "https://id.example/jwks");

        assertThat(read().tokens().jwks()).hasValue(URI.create("https://id.example/jwks"));
    }

    @Test
    void read_shouldFail_whenNoTokenCouldBeChecked() {
        variables.remove("GROUNDSWELL_TOKEN_SECRET");

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "GROUNDSWELL_TOKEN_SECRET, GROUNDSWELL_TOKEN_JWKS: neither is set (expected: at least one)");
    }

    @Test
    void read_shouldFail_whenASecretIsMissingOrShort() {
        variables.put("GROUNDSWELL_TOKEN_SECRET", SECRET + ",short-secret");
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("GROUNDSWELL_TOKEN_SECRET")
                .hasMessageNotContaining("short-secret");

        variables.put("GROUNDSWELL_TOKEN_SECRET", SECRET);
        variables.remove("GROUNDSWELL_INTERNAL_KEY");
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("GROUNDSWELL_INTERNAL_KEY: missing");
    }

    @Test
    void read_shouldFail_whenBrowsersWouldRefuseTheCookie() {
        variables.put("GROUNDSWELL_COOKIE_SAME_SITE", "none");
        assertThat(read().tickets().sameSite()).isEqualTo(SameSite.NONE);

        variables.put("GROUNDSWELL_COOKIE_SECURE", "false");
        assertThatThrownBy(this::read)
                .hasMessage("GROUNDSWELL_COOKIE_SAME_SITE: none (expected: GROUNDSWELL_COOKIE_SECURE=true with it, or "
                        + "strict or lax)");
    }

    @Test
    void toString_shouldHideTheSecrets_whenItIsLogged() {
        variables.put("GROUNDSWELL_TICKET_SECRET", OTHER);

        assertThat(read().toString()).doesNotContain(SECRET, KEY, OTHER);
    }
}
