package io.groundswell.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.AwsConfig;
import io.groundswell.fleet.FleetConfig;
import io.groundswell.likes.LikesApiConfig;
import io.groundswell.local.embedded.Queues;
import io.groundswell.local.localstack.Deployment;
import io.groundswell.local.localstack.Reach;
import io.groundswell.settings.Setting;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Processes get what their deployment tells them, but for what docs/decisions/0030 lists. */
final class VariablesTest {
    private static final URI LOCALSTACK = URI.create("http://localhost:4566");
    private static final URI STREAM = URI.create("http://localhost:8081");
    private static final URI PAGE = URI.create("http://localhost:8080");
    private static final String TOLD = "told";

    /** One that tells whatever a process can be told. */
    private static final Deployment DEPLOYMENT = new Deployment(
            new AwsConfig(
                    "us-east-1",
                    Optional.of(LOCALSTACK),
                    Optional.of(LOCALSTACK),
                    AwsConfig.Credentials.LOCAL,
                    "groundswell-"),
            new Queues("http://localhost:4566/events", "http://localhost:4566/dead-letters", "arn:aws:sqs:events"),
            all(LikesApiConfig.SETTINGS),
            all(FleetConfig.SETTINGS),
            new Reach("0.0.0.0", "auto"));

    @Test
    void api_shouldGetWhatTheDeploymentTells_butForWhatIsListed() {
        Map<String, String> api = Variables.of(DEPLOYMENT, Map.of()).api(8080, STREAM);

        assertThat(api.keySet()).containsAll(DEPLOYMENT.api().keySet());
        assertThat(changed(api))
                .containsExactlyInAnyOrder(
                        "GROUNDSWELL_API_ADDRESS_PER_SECOND",
                        "GROUNDSWELL_API_HOST",
                        "GROUNDSWELL_API_PORT",
                        "GROUNDSWELL_AWS_CREDENTIALS",
                        "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                        "GROUNDSWELL_DYNAMODB_ENDPOINT",
                        "GROUNDSWELL_GUESTS",
                        "GROUNDSWELL_LOCAL_STREAM",
                        "GROUNDSWELL_METRICS_NAMESPACE",
                        "GROUNDSWELL_SQS_ENDPOINT",
                        "GROUNDSWELL_TRUSTED_PROXIES");
    }

    @Test
    void node_shouldGetWhatTheDeploymentTells_butForWhatIsListed() {
        Map<String, String> node = Variables.of(DEPLOYMENT, Map.of()).node("node-1", 8082, PAGE);

        assertThat(node.keySet()).containsAll(DEPLOYMENT.node().keySet());
        assertThat(changed(node))
                .containsExactlyInAnyOrder(
                        "GROUNDSWELL_ADVERTISED_HOST",
                        "GROUNDSWELL_AWS_CREDENTIALS",
                        "GROUNDSWELL_COOKIE_SECURE",
                        "GROUNDSWELL_CORS_ORIGINS",
                        "GROUNDSWELL_DEAD_LETTER_QUEUE_URL",
                        "GROUNDSWELL_DRAIN_MILLIS",
                        "GROUNDSWELL_DYNAMODB_ENDPOINT",
                        "GROUNDSWELL_GUESTS",
                        "GROUNDSWELL_INTERNAL_PORT",
                        "GROUNDSWELL_METRICS_NAMESPACE",
                        "GROUNDSWELL_NODE_ID",
                        "GROUNDSWELL_OPEN_FILES",
                        "GROUNDSWELL_SQS_ENDPOINT",
                        "GROUNDSWELL_STREAM_HOST",
                        "GROUNDSWELL_STREAM_PORT");
    }

    @Test
    void node_shouldBeWhereTheDeploymentsFunctionReachesIt_always() {
        assertThat(Variables.of(DEPLOYMENT, Map.of()).node("node-1", 8082, PAGE))
                .containsEntry("GROUNDSWELL_STREAM_HOST", "0.0.0.0")
                .containsEntry("GROUNDSWELL_ADVERTISED_HOST", "auto");
    }

    /** As "up --localstack --require-tokens" does. */
    @Test
    void both_shouldGetWhatDiffersInThisRun_aboveAll() {
        Variables variables = Variables.of(DEPLOYMENT, Map.of("GROUNDSWELL_GUESTS", "false"));

        assertThat(variables.api(8080, STREAM)).containsEntry("GROUNDSWELL_GUESTS", "false");
        assertThat(variables.node("node-1", 8082, PAGE)).containsEntry("GROUNDSWELL_GUESTS", "false");
    }

    private static Map<String, String> all(List<Setting<?>> settings) {
        return settings.stream().collect(Collectors.toMap(Setting::name, _ -> TOLD));
    }

    private static Set<String> changed(Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(variable -> !variable.getValue().equals(TOLD))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
