package io.groundswell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    private static final Setting<Integer> PORT = Setting.number("PORT", 1, 65_535, 8080, "The port.");
    private static final Setting<Integer> NODES = Setting.number("NODES", 1, 9, 2, "How many nodes.");
    private static final Setting<String> QUEUE = Setting.text("QUEUE", null, "The queue.");

    private record Config(int port, int nodes, String queue) {
        private Config {
            if (port == nodes) {
                throw new IllegalStateException("port: " + port + " (expected: another number than nodes)");
            }
        }

        static Config read(Settings settings) {
            return new Config(settings.get(PORT), settings.get(NODES), settings.get(QUEUE));
        }
    }

    @Test
    void read_shouldBuildTheConfiguration_whenAllIsWell() {
        assertThat(Settings.read(Map.of("PORT", "1", "QUEUE", "q", "OTHER", "x"), Config::read))
                .isEqualTo(new Config(1, 2, "q"));
    }

    @Test
    void read_shouldNameEveryProblem_whenThereAreSeveral() {
        assertThatThrownBy(() -> Settings.read(Map.of("PORT", "0", "NODES", "x"), Config::read))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("PORT: 0 (expected: number, 1 to 65535); NODES: x (expected: number, 1 to 9); "
                        + "QUEUE: missing (expected: text, any)");
    }

    @Test
    void read_shouldFail_whenOnlyOneIsWrongAndAFallbackCouldHaveBeenTaken() {
        assertThatThrownBy(() -> Settings.read(Map.of("NODES", "10", "QUEUE", "q"), Config::read))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("NODES: 10 (expected: number, 1 to 9)");
    }

    @Test
    void read_shouldPassOnWhatTheRecordRefuses_whenEachSettingIsInRange() {
        assertThatThrownBy(() -> Settings.read(Map.of("PORT", "2", "QUEUE", "q"), Config::read))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("port: 2 (expected: another number than nodes)");
    }

    @Test
    void read_shouldNameTheSettings_whenAFallbackMadeTheRecordFail() {
        assertThatThrownBy(() -> Settings.read(Map.of("PORT", "2", "NODES", "x", "QUEUE", "q"), Config::read))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("NODES: x (expected: number, 1 to 9)")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
}
