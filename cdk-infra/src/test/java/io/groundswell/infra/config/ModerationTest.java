package io.groundswell.infra.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.likes.moderation.ModerationConfig;
import io.groundswell.settings.Setting;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModerationTest {
    /** What stands in the task definition is not looked at again before a process reads it. */
    @ParameterizedTest
    @CsvSource({
        "groundswell:moderationUrl, GROUNDSWELL_MODERATION_URL",
        "groundswell:moderationTimeoutMillis, GROUNDSWELL_MODERATION_TIMEOUT_MILLIS",
        "groundswell:moderationFallback, GROUNDSWELL_MODERATION_FALLBACK"
    })
    void settings_shouldTakeWhatTheApiTakes_andComeAsThere(String option, String name) {
        Setting<?> ours = named(option, Moderation.SETTINGS);
        Setting<?> theirs = named(name, ModerationConfig.SETTINGS);

        assertThat(ours.type()).isEqualTo(theirs.type());
        assertThat(ours.range()).isEqualTo(theirs.range());
        assertThat(ours.fallback()).isEqualTo(theirs.fallback());
    }

    private static Setting<?> named(String name, List<Setting<?>> settings) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
