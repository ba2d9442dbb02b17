package io.groundswell.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One key of the environment.
 *
 * @param name the environment variable
 * @param type what the text is, as the documentation names it
 * @param range what is accepted, as the documentation and the error say it
 * @param fallback the text that counts where the variable is absent; null where it must be set, empty for "off"
 * @param secret whether its value must never be shown
 * @param meaning one sentence for the documentation
 * @param parser turns text into a value, or throws an {@link IllegalArgumentException}
 */
public record Setting<T>(
        String name,
        String type,
        String range,
        @Nullable String fallback,
        boolean secret,
        String meaning,
        Function<String, T> parser) {

    public static Setting<String> text(String name, @Nullable String fallback, String meaning) {
        return new Setting<>(name, "text", "any", fallback, false, meaning, text -> text);
    }

    /** Text whose value is never shown; empty text is none, where it need not be set. */
    public static Setting<String> secret(String name, int leastCharacters, @Nullable String fallback, String meaning) {
        return new Setting<>(
                name, "secret", "at least " + leastCharacters + " characters", fallback, true, meaning, text -> {
                    require(text.isEmpty() ? fallback != null : text.length() >= leastCharacters);
                    return text;
                });
    }

    /** One secret or several, separated by commas, none ever shown; empty text is none, where it need not be set. */
    public static Setting<List<String>> secrets(
            String name, int leastCharacters, @Nullable String fallback, String meaning) {
        String range = "each at least " + leastCharacters + " characters, none with a comma";
        return new Setting<>(name, "secrets", range, fallback, true, meaning, text -> {
            List<String> secrets = parts(text).toList();
            require(secrets.isEmpty() ? fallback != null : longEnough(secrets, leastCharacters));
            return secrets;
        });
    }

    private static boolean longEnough(List<String> secrets, int leastCharacters) {
        return secrets.stream().allMatch(secret -> secret.length() >= leastCharacters);
    }

    private static Stream<String> parts(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }

    public static Setting<Integer> number(String name, int least, int most, int fallback, String meaning) {
        return new Setting<>(
                name, "number", least + " to " + most, Integer.toString(fallback), false, meaning, text -> {
                    int value = Integer.parseInt(text);
                    require(value >= least && value <= most);
                    return value;
                });
    }

    /** A length of time in whole milliseconds. */
    public static Setting<Duration> millis(String name, long least, long most, long fallback, String meaning) {
        return new Setting<>(
                name, "milliseconds", least + " to " + most, Long.toString(fallback), false, meaning, text -> {
                    long value = Long.parseLong(text);
                    require(value >= least && value <= most);
                    return Duration.ofMillis(value);
                });
    }

    public static Setting<Boolean> flag(String name, boolean fallback, String meaning) {
        return new Setting<>(
                name, "flag", "true or false", Boolean.toString(fallback), false, meaning, text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException();
                });
    }

    /** An absolute http or https address; empty text is none, where it need not be set. */
    public static Setting<Optional<URI>> address(String name, @Nullable String fallback, String meaning) {
        return new Setting<>(name, "address", "http:// or https://", fallback, false, meaning, text -> {
            if (text.isEmpty()) {
                require(fallback != null);
                return Optional.empty();
            }
            URI uri = URI.create(text);
            require(isHttp(uri));
            return Optional.of(uri);
        });
    }

    /** Where something is read from: an http, https or file address; empty text is none, where it need not be set. */
    public static Setting<Optional<URI>> source(String name, @Nullable String fallback, String meaning) {
        return new Setting<>(name, "source", "http://, https:// or file:///", fallback, false, meaning, text -> {
            if (text.isEmpty()) {
                require(fallback != null);
                return Optional.empty();
            }
            URI uri = URI.create(text);
            boolean isFile = "file".equals(uri.getScheme()) && uri.getAuthority() == null && uri.getPath() != null;
            require(isFile || isHttp(uri));
            return Optional.of(uri);
        });
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getAuthority() != null;
    }

    /** Comma-separated, in the order given; empty text is the empty set. */
    public static Setting<Set<String>> list(String name, String range, String fallback, String meaning) {
        return new Setting<>(name, "list", range, fallback, false, meaning, text -> {
            Set<String> values = new LinkedHashSet<>();
            parts(text).forEach(values::add);
            return values;
        });
    }

    public static <E extends Enum<E>> Setting<E> choice(String name, Class<E> values, E fallback, String meaning) {
        String range = String.join(
                ", ",
                Arrays.stream(values.getEnumConstants()).map(Setting::lower).toList());
        return new Setting<>(
                name,
                "choice",
                range,
                lower(fallback),
                false,
                meaning,
                text -> Arrays.stream(values.getEnumConstants())
                        .filter(value -> lower(value).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
