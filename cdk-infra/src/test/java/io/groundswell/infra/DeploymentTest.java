package io.groundswell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.infra.config.InfraConfig;
import io.groundswell.settings.Setting;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No option is one that nobody has tried. */
final class DeploymentTest {
    @Test
    void deployments_shouldSetEveryOption_toAnotherThanItComes() {
        Set<String> changed = Arrays.stream(Deployment.values())
                .flatMap(deployment -> InfraConfig.SETTINGS.stream().filter(setting -> changes(deployment, setting)))
                .map(Setting::name)
                .collect(Collectors.toSet());

        assertThat(changed).containsExactlyInAnyOrderElementsOf(names());
    }

    /** One that is misspelt would be read by nobody. */
    @ParameterizedTest
    @EnumSource(Deployment.class)
    void deployment_shouldSetOnlyOptionsThatThereAre(Deployment deployment) {
        assertThat(names()).containsAll(deployment.options().keySet());
    }

    private static boolean changes(Deployment deployment, Setting<?> setting) {
        String value = deployment.options().get(setting.name());
        return value != null && !value.equals(setting.fallback());
    }

    private static Set<String> names() {
        return InfraConfig.SETTINGS.stream().map(Setting::name).collect(Collectors.toSet());
    }
}
