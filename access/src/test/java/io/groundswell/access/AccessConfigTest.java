package io.groundswell.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessConfigTest {
    private static final String SECRET = "a-token-secret-of-32-characters!";
    private static final String KEY = "an-internal-key-of-32-characters";

    @Test
    void read_shouldAdmitNoGuests_whenNothingSaysSo() {
        AccessConfig config = Settings.read(
                Map.of("GROUNDSWELL_TOKEN_SECRET", SECRET, "GROUNDSWELL_INTERNAL_KEY", KEY), AccessConfig::read);

        assertThat(config).isEqualTo(new AccessConfig(SECRET, false, KEY));
    }

    @Test
    void read_shouldFail_whenASecretIsMissingOrShort() {
        assertThatThrownBy(() -> Settings.read(Map.of("GROUNDSWELL_INTERNAL_KEY", KEY), AccessConfig::read))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("GROUNDSWELL_TOKEN_SECRET");
        assertThatThrownBy(() -> Settings.read(
                        Map.of("GROUNDSWELL_TOKEN_SECRET", "short-secret", "GROUNDSWELL_INTERNAL_KEY", KEY),
                        AccessConfig::read))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageNotContaining("short-secret");
        assertThatThrownBy(() -> new AccessConfig("", true, KEY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccessConfig(SECRET, true, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toString_shouldHideTheSecrets_whenItIsLogged() {
        assertThat(new AccessConfig(SECRET, true, KEY).toString()).doesNotContain(SECRET, KEY);
    }
}
