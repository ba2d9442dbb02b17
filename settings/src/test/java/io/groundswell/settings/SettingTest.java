package io.groundswell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTest {
    private enum Transport {
        IO_URING,
        NIO
    }

    private static final Setting<Integer> NUMBER = Setting.number("N", 1, 10, 5, "A number.");
    private static final Setting<Duration> MILLIS = Setting.millis("N", 0, 60_000, 100, "A time.");
    private static final Setting<Boolean> FLAG = Setting.flag("N", false, "A flag.");
    private static final Setting<Optional<URI>> ADDRESS = Setting.address("N", "", "An address.");
    private static final Setting<Set<String>> LIST = Setting.list("N", "origins", "a, b", "A list.");
    private static final Setting<Transport> CHOICE = Setting.choice("N", Transport.class, Transport.NIO, "A choice.");

    @Test
    void get_shouldGiveTheFallback_whenAbsent() {
        assertThat(read(NUMBER, null)).isEqualTo(5);
        assertThat(read(MILLIS, null)).isEqualTo(Duration.ofMillis(100));
        assertThat(read(FLAG, null)).isFalse();
        assertThat(read(ADDRESS, null)).isEmpty();
        assertThat(read(LIST, null)).containsExactly("a", "b");
        assertThat(read(CHOICE, null)).isEqualTo(Transport.NIO);
        assertThat(read(Setting.text("N", "x", "Text."), null)).isEqualTo("x");
    }

    @Test
    void get_shouldGiveTheValue_whenInRange() {
        assertThat(read(NUMBER, "1")).isEqualTo(1);
        assertThat(read(NUMBER, " 10 ")).isEqualTo(10);
        assertThat(read(MILLIS, "60000")).isEqualTo(Duration.ofMinutes(1));
        assertThat(read(FLAG, "true")).isTrue();
        assertThat(read(ADDRESS, "https://example.org:1/x")).contains(URI.create("https://example.org:1/x"));
        assertThat(read(LIST, "z,, y ,z")).containsExactly("z", "y");
        assertThat(read(LIST, "")).isEmpty();
        assertThat(read(CHOICE, "io-uring")).isEqualTo(Transport.IO_URING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "", "x", "1.0", "99999999999"})
    void number_shouldRefuse_whenOutOfRange(String text) {
        assertRefused(NUMBER, text, "N: " + text + " (expected: number, 1 to 10)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "60001", "1s"})
    void millis_shouldRefuse_whenOutOfRange(String text) {
        assertRefused(MILLIS, text, "N: " + text + " (expected: milliseconds, 0 to 60000)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "1", ""})
    void flag_shouldRefuse_whenNeitherTrueNorFalse(String text) {
        assertRefused(FLAG, text, "N: " + text + " (expected: flag, true or false)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "ftp://example.org", "http:example", "http://a b"})
    void address_shouldRefuse_whenNotHttp(String text) {
        assertRefused(ADDRESS, text, "N: " + text + " (expected: address, http:// or https://)");
    }

    @Test
    void choice_shouldNameTheChoices_whenNoneOfThem() {
        assertRefused(CHOICE, "IO_URING", "N: IO_URING (expected: choice, io-uring, nio)");
    }

    @Test
    void secret_shouldNeverBeShown_whenTooShort() {
        assertRefused(
                Setting.secret("N", 32, null, "A key."),
                "hunter2",
                "N: (hidden) (expected: secret, at least 32 characters)");
    }

    @Test
    void secretAndAddress_shouldRefuseEmptyText_whenTheyMustBeSet() {
        assertThat(read(Setting.secret("N", 32, "", "A key."), "")).isEmpty();
        assertRefused(
                Setting.secret("N", 32, null, "A key."), "", "N: (hidden) (expected: secret, at least 32 characters)");
        assertRefused(Setting.address("N", null, "An address."), "", "N:  (expected: address, http:// or https://)");
    }

    @Test
    void secrets_shouldBeReadInTheirOrder_whenThereAreSeveral() {
        Setting<List<String>> secrets = Setting.secrets("N", 4, "", "Keys.");

        assertThat(read(secrets, "new-one, old-one")).containsExactly("new-one", "old-one");
        assertThat(read(secrets, "")).isEmpty();
        assertRefused(
                secrets,
                "long-enough,tin",
                "N: (hidden) (expected: secrets, each at least 4 characters, none with a comma)");
        assertRefused(
                Setting.secrets("N", 4, null, "Keys."),
                ",",
                "N: (hidden) (expected: secrets, each at least 4 characters, none with a comma)");
    }

    @Test
    void source_shouldTakeFilesToo() {
        Setting<Optional<URI>> source = Setting.source("N", "", "A source.");

        assertThat(read(source, "file:///etc/keys.json")).contains(URI.create("file:///etc/keys.json"));
        assertThat(read(source, "https://id.example/jwks")).contains(URI.create("https://id.example/jwks"));
        assertThat(read(source, "")).isEmpty();
        assertRefused(source, "/etc/keys.json", "N: /etc/keys.json (expected: source, http://, https:// or file:///)");
        assertRefused(source, "file:keys", "N: file:keys (expected: source, http://, https:// or file:///)");
    }

    private static void assertRefused(Setting<?> setting, String text, String problem) {
        assertThatThrownBy(() -> read(setting, text))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems()).isEqualTo(List.of(problem)));
    }

    private static <T> T read(Setting<T> setting, @Nullable String text) {
        Map<String, String> variables = text == null ? Map.of() : Map.of(setting.name(), text);
        return Settings.read(variables, settings -> settings.get(setting));
    }
}
