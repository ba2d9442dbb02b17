package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.local.localstack.Image;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Option;

final class LocalStackOptionsTest {
    private static final String VARIABLE = "GROUNDSWELL_LOCALSTACK_IMAGE";

    /** By the text, since CI sets the variable. */
    @Test
    void image_shouldBeThePublishedOne_whenNothingNamesAnother() throws NoSuchFieldException {
        Option option = Objects.requireNonNull(
                LocalStackOptions.class.getDeclaredField("image").getAnnotation(Option.class));

        assertThat(option.defaultValue()).isEqualTo("${env:" + VARIABLE + ":-" + Image.PUBLISHED.name() + "}");
    }

    @Test
    void image_shouldBeTheOneThatTheEnvironmentNames_whenNoOptionDoes() {
        String expected = Optional.ofNullable(System.getenv(VARIABLE)).orElse(Image.PUBLISHED.name());

        assertThat(read().image()).isEqualTo(new Image(expected));
    }

    @Test
    void image_shouldBeTheOneThatTheOptionNames_whenItDoes() {
        assertThat(read("--localstack-image", "registry.example.com/localstack:1")
                        .image())
                .isEqualTo(new Image("registry.example.com/localstack:1"));
    }

    @Test
    void context_shouldHoldEachValue_whenItIsRepeated() {
        LocalStackOptions options =
                read("--context", "groundswell:zones=3", "--context", "groundswell:historyRetentionDays=60");

        assertThat(options.context())
                .isEqualTo(Map.of("groundswell:zones", "3", "groundswell:historyRetentionDays", "60"));
    }

    private static LocalStackOptions read(String... arguments) {
        LocalStackOptions options = new LocalStackOptions();
        new CommandLine(options).parseArgs(arguments);
        return options;
    }
}
