package io.groundswell.likes.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.likes.moderation.ModerationConfig.Fallback;
import io.groundswell.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModerationConfigTest {
    private static final Duration FIFTH = Duration.ofMillis(200);

    @Test
    void read_shouldAskNobody_whenNothingIsSaid() {
        assertThat(Settings.read(Map.of(), ModerationConfig::read))
                .isEqualTo(new ModerationConfig(Optional.empty(), FIFTH, Fallback.REFUSE, 200));
    }

    @Test
    void read_shouldTakeWhatIsSaid() {
        Map<String, String> variables = Map.of(
                "GROUNDSWELL_MODERATION_URL", "https://moderation.example/judge",
                "GROUNDSWELL_MODERATION_FALLBACK", "allow");

        ModerationConfig config = Settings.read(variables, ModerationConfig::read);
        assertThat(config.url()).contains(URI.create("https://moderation.example/judge"));
        assertThat(config.fallback()).isEqualTo(Fallback.ALLOW);
    }

    @Test
    void new_shouldNameWhatIsOutOfRange() {
        assertThatThrownBy(() -> new ModerationConfig(Optional.empty(), Duration.ofMillis(9), Fallback.ALLOW, 1))
                .hasMessage("moderation timeout: PT0.009S (expected: 10 ms to 10 s)");
        assertThatThrownBy(() -> new ModerationConfig(Optional.empty(), FIFTH, Fallback.ALLOW, 0))
                .hasMessage("moderation calls: 0 (expected: 1 or more)");
    }
}
