package io.groundswell.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetConfigTest {
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "GROUNDSWELL_TOKEN_SECRET", "t".repeat(32),
            "GROUNDSWELL_INTERNAL_KEY", "i".repeat(32)));

    @Test
    void read_shouldMakeANodeIdAndUseEveryProcessor_whenNothingIsSaid() {
        FleetConfig one = read();
        assertThat(one.nodeId()).startsWith("node-").isNotEqualTo(read().nodeId());
        assertThat(one.loops().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(one.listen().streamPort()).isEqualTo(8081);
    }

    @Test
    void read_shouldNameEverySettingThatIsWrong() {
        variables.put("GROUNDSWELL_STREAM_PORT", "eighty");
        variables.put("GROUNDSWELL_HEARTBEAT_MILLIS", "1");
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        "GROUNDSWELL_STREAM_PORT: eighty (expected: number, 0 to 65535)",
                                        "GROUNDSWELL_HEARTBEAT_MILLIS: 1 (expected: milliseconds, 100 to 300000)"));
    }

    @Test
    void read_shouldRefuse_whenTheNodeIdIsNone() {
        variables.put("GROUNDSWELL_NODE_ID", "node 1");
        assertThatThrownBy(this::read).hasMessageContaining("nodeId: node 1 (expected: ");
    }

    /** In the worst case it vanishes just before the ping that it does not acknowledge. */
    @Test
    void read_shouldLetAVanishedPeerBeFoundWithinAMinute_whenNothingIsSaid() {
        FleetConfig config = read();
        assertThat(config.hub().heartbeat().plus(config.life().lostAfter()))
                .isLessThanOrEqualTo(Duration.ofSeconds(60));
    }

    private FleetConfig read() {
        return Settings.read(variables, FleetConfig::read);
    }
}
