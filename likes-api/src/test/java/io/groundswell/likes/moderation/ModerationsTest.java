package io.groundswell.likes.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModerationsTest {
    private static final Map<String, String> WITH_URL =
            Map.of("GROUNDSWELL_MODERATION_URL", "http://127.0.0.1:9/judge");

    @TempDir
    private Path services;

    /** One's own. */
    public static final class Own implements Moderation {
        @Override
        public Verdict judge(Submission comment) {
            return new Verdict.Allowed();
        }
    }

    @Test
    void of_shouldBeNone_whenNothingIsSaid() throws Exception {
        assertThat(Moderations.of(config(Map.of()), loader())).isEmpty();
    }

    @Test
    void of_shouldAskTheService_whenItsAddressIsSet() throws Exception {
        assertThat(Moderations.of(config(WITH_URL), loader()))
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(HttpModeration.class));
    }

    @Test
    void of_shouldTakeTheOneOnTheClassPath_whenThereIsOne() throws Exception {
        register();

        assertThat(Moderations.of(config(Map.of()), loader()))
                .hasValueSatisfying(found -> assertThat(found).isInstanceOf(Own.class));
    }

    @Test
    void of_shouldFail_whenThereAreTwo() throws Exception {
        register();

        assertThatThrownBy(() -> Moderations.of(config(WITH_URL), loader()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("moderation: 2 (expected: ");
    }

    private void register() throws IOException {
        Path file = services.resolve("META-INF/services/" + Moderation.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, Own.class.getName());
    }

    private ClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {services.toUri().toURL()}, Moderation.class.getClassLoader());
    }

    private static ModerationConfig config(Map<String, String> variables) {
        return Settings.read(variables, ModerationConfig::read);
    }
}
