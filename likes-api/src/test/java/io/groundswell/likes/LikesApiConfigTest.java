package io.groundswell.likes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.settings.InvalidSettingsException;
import io.groundswell.settings.Setting;
import io.groundswell.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikesApiConfigTest {
    private static final Map<String, String> LEAST =
            Map.of("GROUNDSWELL_QUEUE_URL", "http://queue/1", "GROUNDSWELL_TOKEN_SECRET", "t".repeat(32));

    @Test
    void read_shouldTakeDefaults() {
        LikesApiConfig config = Settings.read(LEAST, LikesApiConfig::read);

        assertThat(config.server().port()).isEqualTo(8080);
        assertThat(config.server().http2()).isTrue();
        assertThat(config.reactions().names()).containsExactly("like", "love", "laugh", "wow", "clap");
        assertThat(config.outbox().processes()).isEqualTo(1);
        assertThat(config.outbox().topics().idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.outbox().topics().replicaLife()).isEqualTo(Duration.ofDays(1));
        assertThat(config.outbox().packing().packetBytes()).isEqualTo(64 * 1024);
        assertThat(config.outbox().packing().groups()).isTrue();
        assertThat(config.outbox().packing().likerRecords()).isTrue();
        assertThat(config.moderation().url()).isEmpty();
        assertThat(config.moderation().timeout()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void read_shouldTakeEverySettingThatIsListed() {
        Map<String, String> variables = new HashMap<>(LEAST);
        for (Setting<?> setting : LikesApiConfig.SETTINGS) {
            if (setting.fallback() != null) {
                variables.putIfAbsent(setting.name(), setting.fallback());
            }
        }

        assertThat(Settings.read(variables, LikesApiConfig::read))
                .isEqualTo(Settings.read(LEAST, LikesApiConfig::read));
        assertThat(LikesApiConfig.SETTINGS).extracting(Setting::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "GROUNDSWELL_API_PORT, 70000",
        "GROUNDSWELL_API_PROCESSES, 0",
        "GROUNDSWELL_API_MAX_REQUESTS, none",
        "GROUNDSWELL_API_MAX_BYTES, 1",
        "GROUNDSWELL_API_PACKET_BYTES, 16383",
        "GROUNDSWELL_API_PACKET_BYTES, 262145",
        "GROUNDSWELL_API_QUEUE_CALLS, 0",
        "GROUNDSWELL_API_QUEUE_GROUPS, maybe",
        "GROUNDSWELL_LIKER_RECORDS, 1",
        "GROUNDSWELL_API_TOPIC_IDLE_MILLIS, 1",
        "GROUNDSWELL_API_REPLICA_LIFE_MILLIS, 86400001",
        "GROUNDSWELL_API_SEND_TIMEOUT_MILLIS, 1",
        "GROUNDSWELL_IDEMPOTENCY_MAX_REQUESTS, 0",
        "GROUNDSWELL_IDEMPOTENCY_LEASE_MILLIS, 999",
        "GROUNDSWELL_MODERATION_URL, ftp://somewhere",
        "GROUNDSWELL_MODERATION_FALLBACK, perhaps"
    })
    void read_shouldNameTheSetting_whenItIsOutOfRange(String name, String value) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put(name, value);

        assertThatThrownBy(() -> Settings.read(variables, LikesApiConfig::read))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(name + ": " + value + " (expected: ");
    }

    @Test
    void read_shouldNameTheReaction_whenItCannotBeOne() {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put("GROUNDSWELL_REACTIONS", "like,No Good");

        assertThatThrownBy(() -> Settings.read(variables, LikesApiConfig::read))
                .hasMessageContaining("reaction: No Good (expected: ");
    }

    @Test
    void read_shouldFail_whenThereIsNoQueue() {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.remove("GROUNDSWELL_QUEUE_URL");

        assertThatThrownBy(() -> Settings.read(variables, LikesApiConfig::read))
                .hasMessageContaining("GROUNDSWELL_QUEUE_URL: missing");
    }
}
