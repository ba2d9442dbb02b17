package io.groundswell.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.fleet.FleetConfig;
import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import io.groundswell.likes.LikesApiConfig;
import io.groundswell.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the template sets is what the processes read: all that they need, and nothing that they do not know. */
@ExtendWith(Node.class)
final class SettingsTest {
    /** What Lambda itself sets. */
    private static final Set<String> SET_BY_LAMBDA = Set.of("AWS_REGION");

    /** One of these is needed, which no list of settings can say. */
    private static final List<String> TOKENS = List.of("GROUNDSWELL_TOKEN_SECRET", "GROUNDSWELL_TOKEN_JWKS");

    /** Has a default that is right on a laptop only. */
    private static final String ADVERTISED = "GROUNDSWELL_ADVERTISED_HOST";

    private static final String LIKER_RECORDS = "GROUNDSWELL_LIKER_RECORDS";

    @ParameterizedTest
    @EnumSource(Deployment.class)
    void dispatcher_shouldGetEverySettingItNeedsAndNoOther(Deployment deployment) {
        Set<String> given = deployment.resources("service", "AWS::Lambda::Function").stream()
                .flatMap(function -> function.at("/Properties/Environment/Variables")
                        .propertyStream()
                        .map(Map.Entry::getKey))
                .collect(Collectors.toSet());

        assertThat(names(DispatcherConfig.SETTINGS, false)).containsAll(given);
        assertThat(given).containsAll(names(DispatcherConfig.SETTINGS, true)).contains("GROUNDSWELL_TABLE_PREFIX");
    }

    @ParameterizedTest
    @EnumSource(Deployment.class)
    void api_shouldGetEverySettingItNeedsAndNoOther(Deployment deployment) {
        Set<String> given = given(deployment, "Api");

        assertThat(names(LikesApiConfig.SETTINGS, false)).containsAll(given);
        assertThat(given).containsAll(names(LikesApiConfig.SETTINGS, true)).contains("GROUNDSWELL_TABLE_PREFIX");
        assertThat(given).containsAnyElementsOf(TOKENS);
    }

    @ParameterizedTest
    @EnumSource(Deployment.class)
    void node_shouldGetEverySettingItNeedsAndNoOther(Deployment deployment) {
        Set<String> given = given(deployment, "Node");

        assertThat(names(FleetConfig.SETTINGS, false)).containsAll(given);
        assertThat(given)
                .containsAll(names(FleetConfig.SETTINGS, true))
                .contains("GROUNDSWELL_TABLE_PREFIX", ADVERTISED);
        assertThat(given).containsAnyElementsOf(TOKENS);
    }

    /** Who liked what is read where it is recorded, and nowhere else. */
    @ParameterizedTest
    @EnumSource(Deployment.class)
    void apiAndDispatcher_shouldAgreeOnWhetherLikersAreRecorded_always(Deployment deployment) {
        Set<String> dispatchers = deployment.resources("service", "AWS::Lambda::Function").stream()
                .map(function -> function.at("/Properties/Environment/Variables")
                        .path(LIKER_RECORDS)
                        .asText())
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());

        assertThat(dispatchers).hasSize(1).isEqualTo(values(deployment, "Api", LIKER_RECORDS));
    }

    /** The balancer appends whom it serves; whoever is counted by the socket's address would be the balancer. */
    @ParameterizedTest
    @EnumSource(Deployment.class)
    void api_shouldCountRequestsByTheAddressThatTheBalancerSaw_always(Deployment deployment) {
        assertThat(values(deployment, "Api", "GROUNDSWELL_TRUSTED_PROXIES")).containsExactly("1");
    }

    private static Set<String> values(Deployment deployment, String container, String name) {
        return deployment.resources("service", "AWS::ECS::TaskDefinition").stream()
                .flatMap(task -> task.at("/Properties/ContainerDefinitions").valueStream())
                .filter(definition -> definition.path("Name").asText().equals(container))
                .flatMap(definition -> definition.path("Environment").valueStream())
                .filter(setting -> setting.path("Name").asText().equals(name))
                .map(setting -> setting.path("Value").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> given(Deployment deployment, String container) {
        return deployment.resources("service", "AWS::ECS::TaskDefinition").stream()
                .flatMap(task -> task.at("/Properties/ContainerDefinitions").valueStream())
                .filter(definition -> definition.path("Name").asText().equals(container))
                .flatMap(definition -> Stream.concat(
                        definition.path("Environment").valueStream(),
                        definition.path("Secrets").valueStream()))
                .map(setting -> setting.path("Name").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(List<Setting<?>> settings, boolean onlyNeeded) {
        return settings.stream()
                .filter(setting -> !onlyNeeded || setting.fallback() == null)
                .map(Setting::name)
                .filter(name -> !onlyNeeded || !SET_BY_LAMBDA.contains(name))
                .collect(Collectors.toSet());
    }
}
