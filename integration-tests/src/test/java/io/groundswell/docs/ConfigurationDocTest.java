package io.groundswell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.fleet.FleetConfig;
import io.groundswell.infra.config.InfraConfig;
import io.groundswell.likes.LikesApiConfig;
import io.groundswell.local.LocalApiConfig;
import io.groundswell.settings.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where it fails, its message holds the table to paste. */
final class ConfigurationDocTest {
    private static final Map<String, List<Setting<?>>> SETTINGS = Map.of(
            "likes-api", LikesApiConfig.SETTINGS,
            "lambda-dispatcher", DispatcherConfig.SETTINGS,
            "connection-fleet", FleetConfig.SETTINGS,
            "local-launcher", LocalApiConfig.SETTINGS,
            "cdk-infra", InfraConfig.SETTINGS);

    @ParameterizedTest
    @MethodSource("deployables")
    void configuration_shouldBeWhatTheCodeReads(String deployable) throws IOException {
        String expected = table(SETTINGS.getOrDefault(deployable, List.of()));

        assertThat(Markdown.read("docs/configuration.md").table("## " + deployable))
                .withFailMessage("docs/configuration.md, ## %s (expected: this table)%n%n%s%n", deployable, expected)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("deployables")
    void settings_shouldHaveNamesOfTheirOwn(String deployable) {
        assertThat(SETTINGS.get(deployable))
                .extracting(Setting::name)
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void settings_shouldBeOfOneType_whenTheyShareAName() {
        Map<String, Set<String>> types = SETTINGS.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Setting::name, Collectors.mapping(Setting::type, Collectors.toSet())));

        assertThat(types).allSatisfy((name, same) -> assertThat(same).hasSize(1));
    }

    static Stream<String> deployables() {
        return SETTINGS.keySet().stream().sorted();
    }

    private static String table(List<Setting<?>> settings) {
        return Stream.concat(
                        Stream.of("| key | type | range | default | meaning |", "| --- | --- | --- | --- | --- |"),
                        settings.stream().map(ConfigurationDocTest::row))
                .collect(Collectors.joining("\n"));
    }

    private static String row(Setting<?> setting) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(setting.name(), setting.type(), setting.range(), fallback(setting), setting.meaning());
    }

    private static String fallback(Setting<?> setting) {
        String text = setting.fallback();
        if (text == null) {
            return "must be set";
        }
        return text.isEmpty() ? "none" : "`" + text + "`";
    }
}
