package io.groundswell.local.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ImageTest {
    private static final Image OWN = new Image("groundswell/localstack:4.14.0");

    /** It starts a container for each function, and a function is for ARM64. */
    @Test
    void options_shouldHandDockerOver_whenTheImageIsThePublishedOne() {
        assertThat(Image.PUBLISHED.options())
                .containsSequence("--volume", "/var/run/docker.sock:/var/run/docker.sock")
                .containsSequence("--env", "LAMBDA_RUNTIME_EXECUTOR=docker")
                .containsSequence("--env", "LAMBDA_IGNORE_ARCHITECTURE=1");
    }

    /** Wherever a machine gets it from. */
    @Test
    void options_shouldHandDockerOver_whenTheImageIsACopyOfThePublishedOne() {
        Image copy = new Image("registry.example.com/localstack/localstack:4.14.0");

        assertThat(copy.options()).isEqualTo(Image.PUBLISHED.options());
    }

    @Test
    void options_shouldHandNothingOver_whenTheImageIsOurOwn() {
        assertThat(OWN.isOwn()).isTrue();
        assertThat(OWN.sharedFiles()).isEmpty();
        assertThat(OWN.options())
                .doesNotContain("--volume", "LAMBDA_IGNORE_ARCHITECTURE=1")
                .noneMatch(option -> option.contains("docker"));
    }

    @Test
    void options_shouldSayHowQueuesAndTablesAreServed_always() {
        List<String> alike = List.of("SQS_ENDPOINT_STRATEGY=path", "PROVIDER_OVERRIDE_DYNAMODB=v2");

        assertThat(Image.PUBLISHED.options()).containsAll(alike);
        assertThat(OWN.options()).containsAll(alike);
    }
}
