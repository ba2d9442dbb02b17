package io.groundswell.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Api  | AWS_REGION                            | eu-west-1
        Api  | GROUNDSWELL_TABLE_PREFIX              | live-eu-
        Api  | GROUNDSWELL_METRICS_NAMESPACE         | Groundswell/live-eu
        Api  | GROUNDSWELL_CORS_ORIGINS              | https://example.com,https://www.example.com
        Api  | GROUNDSWELL_TOKEN_JWKS                | https://id.example.com/jwks.json
        Api  | GROUNDSWELL_TOKEN_ISSUER              | https://id.example.com
        Api  | GROUNDSWELL_TOKEN_AUDIENCE            | live
        Api  | GROUNDSWELL_MODERATION_URL            | https://moderation.example.com/comments
        Api  | GROUNDSWELL_MODERATION_TIMEOUT_MILLIS | 500
        Api  | GROUNDSWELL_MODERATION_FALLBACK       | allow
        Api  | GROUNDSWELL_LIKER_RECORDS             | false
        Api  | GROUNDSWELL_API_PROCESSES             | 16
        Node | AWS_REGION                            | eu-west-1
        Node | GROUNDSWELL_TABLE_PREFIX              | live-eu-
        Node | GROUNDSWELL_METRICS_NAMESPACE         | Groundswell/live-eu
        Node | GROUNDSWELL_CORS_ORIGINS              | https://example.com,https://www.example.com
        Node | GROUNDSWELL_TOKEN_JWKS                | https://id.example.com/jwks.json
        Node | GROUNDSWELL_TOKEN_ISSUER              | https://id.example.com
        Node | GROUNDSWELL_TOKEN_AUDIENCE            | live
        Node | GROUNDSWELL_OPEN_FILES                | 150000
        Node | GROUNDSWELL_MAX_STREAMS               | 100000
        Node | GROUNDSWELL_DRAIN_MILLIS              | 100000
        Node | GROUNDSWELL_PROTECTED_STREAMS         | 500
        Node | GROUNDSWELL_COOKIE_SECURE             | true
        """)
    void process_shouldBeToldWhatIsConfigured_whenThatIsAnotherThanItComes(
            String container, String name, String value) {
        assertThat(values(Deployment.EVERY_OPTION, container, name)).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Api", "Node"})
    void process_shouldGetTheSecretThatIsNamed_whenThereIsOneAlready(String container) {
        assertThat(containers(Deployment.OTHER_OPTIONS, container)
                        .flatMap(definition -> definition.path("Secrets").valueStream())
                        .filter(secret -> secret.path("Name").asText().equals("GROUNDSWELL_TOKEN_SECRET")))
                .singleElement()
                .satisfies(secret ->
                        assertThat(secret.path("ValueFrom").toString()).contains(":secret:shared/tokens\""));
    }

    @Test
    void api_shouldAskNobodyAboutComments_asItComes() {
        assertThat(given(Deployment.ONE_REGION, "Api"))
                .contains("GROUNDSWELL_MODERATION_FALLBACK", "GROUNDSWELL_MODERATION_TIMEOUT_MILLIS")
                .doesNotContain("GROUNDSWELL_MODERATION_URL");
    }

    private static Set<String> values(Deployment deployment, String container, String name) {
        return containers(deployment, container)
                .flatMap(definition -> definition.path("Environment").valueStream())
                .filter(setting -> setting.path("Name").asText().equals(name))
                .map(setting -> setting.path("Value").asText())
                .collect(Collectors.toSet());
    }

    private static Set<String> given(Deployment deployment, String container) {
        return containers(deployment, container)
                .flatMap(definition -> Stream.concat(
                        definition.path("Environment").valueStream(),
                        definition.path("Secrets").valueStream()))
                .map(setting -> setting.path("Name").asText())
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> containers(Deployment deployment, String container) {
        return deployment.resources("service", "AWS::ECS::TaskDefinition").stream()
                .flatMap(task -> task.at("/Properties/ContainerDefinitions").valueStream())
                .filter(definition -> definition.path("Name").asText().equals(container));
    }

    private static Set<String> names(List<Setting<?>> settings, boolean onlyNeeded) {
        return settings.stream()
                .filter(setting -> !onlyNeeded || setting.fallback() == null)
                .map(Setting::name)
                .filter(name -> !onlyNeeded || !SET_BY_LAMBDA.contains(name))
                .collect(Collectors.toSet());
    }
}
