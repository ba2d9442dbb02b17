package io.groundswell.infra.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Node.class)
final class WatchTest {
    private static final Path OPERATIONS = Path.of("../docs/operations.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `NAME-([a-z-]+)` \\|");
    private static final String TOPIC = "AWS::SNS::Topic";

    @Test
    void alarms_shouldStandInTheDocumentation_withWhatToDo() throws IOException {
        Set<String> documented = ROW.matcher(
                        Files.readString(OPERATIONS).replaceAll("NAME-(network|state|service)-REGION", ""))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(alarms(Deployment.ONE_REGION))
                .extracting(alarm -> alarm.path("AlarmName").asText().replaceFirst("^groundswell-", ""))
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void alarms_shouldTellATopicWhenTheyGoOffAndWhenItIsOver_always() {
        assertThat(alarms(Deployment.ONE_REGION)).isNotEmpty().allSatisfy(alarm -> {
            assertThat(alarm.path("AlarmActions")).hasSize(1);
            assertThat(alarm.path("OKActions")).hasSize(1);
            assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("notBreaching");
        });
        assertThat(Deployment.ONE_REGION.resources("service", TOPIC)).hasSize(1);
        assertThat(Deployment.ONE_REGION.resources("service", "AWS::SNS::Subscription"))
                .isEmpty();
    }

    /** Without that right an alarm could not be told to a topic that is encrypted. */
    @Test
    void key_shouldServeCloudWatch_always() {
        assertThat(Deployment.ONE_REGION.resources("state", "AWS::KMS::Key"))
                .singleElement()
                .satisfies(key -> assertThat(key.at("/Properties/KeyPolicy").toString())
                        .contains("cloudwatch.amazonaws.com", "kms:GenerateDataKey*"));
    }

    @Test
    void alarms_shouldReachAnAddress_whenThereIsOne() {
        Deployment.EVERY_OPTION
                .template("service")
                .hasResourceProperties(
                        "AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint", "operators@example.com"));
    }

    /** An average hides the tenth of the viewers who wait. */
    @Test
    void alarms_shouldLookAtTheNinetiethPercentile_whereTheyAreOfALatency() {
        assertThat(alarms(Deployment.ONE_REGION))
                .filteredOn(alarm -> alarm.path("AlarmName").asText().endsWith("-latency"))
                .hasSize(4)
                .allSatisfy(alarm -> {
                    assertThat(alarm.path("ExtendedStatistic").asText()).isEqualTo("p90");
                    assertThat(alarm.path("Unit").asText()).isEqualTo("Milliseconds");
                });
    }

    /** Two installations in one region share an account's metrics. */
    @Test
    void alarms_shouldLookAtThisInstallationOnly_always() {
        assertThat(alarms(Deployment.EVERY_OPTION))
                .extracting(alarm -> alarm.path("Namespace").asText())
                .filteredOn(namespace -> namespace.startsWith("Groundswell"))
                .hasSize(8)
                .containsOnly("Groundswell/live-eu");
    }

    @Test
    void dashboard_shouldShowEveryAlarm_always() {
        String shown = Deployment.ONE_REGION
                .resources("service", "AWS::CloudWatch::Dashboard")
                .getFirst()
                .toString();

        assertThat(alarms(Deployment.ONE_REGION))
                .extracting(alarm -> alarm.path("AlarmName").asText().replaceFirst("^groundswell-", ""))
                .allMatch(shown::contains);
    }

    private static List<JsonNode> alarms(Deployment deployment) {
        return deployment.resources("service", "AWS::CloudWatch::Alarm").stream()
                .map(alarm -> alarm.path("Properties"))
                .toList();
    }
}
