package io.groundswell.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.dispatch.DispatchHandler;
import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import io.groundswell.settings.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@ExtendWith(Node.class)
final class DispatcherTest {
    private static final String MAPPING = "AWS::Lambda::EventSourceMapping";

    @Test
    void dispatcher_shouldRunTheHandlerThatExists_always() {
        template()
                .hasResourceProperties(
                        "AWS::Lambda::Function",
                        Map.of(
                                "Runtime",
                                "java25",
                                "Architectures",
                                List.of("arm64"),
                                "Timeout",
                                30,
                                "MemorySize",
                                1_769,
                                "VpcConfig",
                                Match.anyValue(),
                                "Handler",
                                DispatchHandler.class.getName() + "::handleRequest"));
    }

    @Test
    void dispatcher_shouldRunFromASnapshot_always() {
        template()
                .hasResourceProperties(
                        "AWS::Lambda::Function", Map.of("SnapStart", Map.of("ApplyOn", "PublishedVersions")));
        template().resourceCountIs("AWS::Lambda::Version", 1);
        JsonNode alias = only("AWS::Lambda::Alias");
        assertThat(alias.at("/Properties/FunctionVersion").toString()).contains("DispatcherCurrentVersion");
        assertThat(only(MAPPING).at("/Properties/FunctionName").toString()).contains("DispatcherLive");
    }

    @Test
    void dispatcher_shouldReportPartialFailures_whenItTakesFromTheQueue() {
        template()
                .hasResourceProperties(
                        MAPPING,
                        Map.of(
                                "BatchSize",
                                10,
                                "FunctionResponseTypes",
                                List.of("ReportBatchItemFailures"),
                                "ProvisionedPollerConfig",
                                Match.absent(),
                                "ScalingConfig",
                                Match.absent()));
    }

    @Test
    void dispatcher_shouldHavePollersOfItsOwn_whenTheyAreConfigured() {
        Deployment.EVERY_OPTION
                .template("service")
                .hasResourceProperties(
                        MAPPING, Map.of("ProvisionedPollerConfig", Map.of("MinimumPollers", 2, "MaximumPollers", 100)));
    }

    @Test
    void dispatcher_shouldRunNoMoreAtATime_whenAConcurrencyIsConfigured() {
        Deployment.OTHER_OPTIONS
                .template("service")
                .hasResourceProperties(
                        MAPPING,
                        Map.of(
                                "ScalingConfig",
                                Map.of("MaximumConcurrency", 50),
                                "ProvisionedPollerConfig",
                                Match.absent()));
    }

    @Test
    void dispatcher_shouldBeAsLargeAsIsConfigured_whenThatIsAnotherThanItComes() {
        Deployment.EVERY_OPTION
                .template("service")
                .hasResourceProperties("AWS::Lambda::Function", Map.of("MemorySize", 3_538));
    }

    @ParameterizedTest
    @CsvSource({
        "EVERY_OPTION, GROUNDSWELL_QUEUE_RETENTION_DAYS, 2",
        "EVERY_OPTION, GROUNDSWELL_DEAD_LETTER_RETENTION_DAYS, 10",
        "EVERY_OPTION, GROUNDSWELL_HISTORY_RETENTION_DAYS, 60",
        "EVERY_OPTION, GROUNDSWELL_LIKER_RECORDS, false",
        "EVERY_OPTION, GROUNDSWELL_TABLE_PREFIX, live-eu-",
        "OTHER_OPTIONS, GROUNDSWELL_LIKER_RETENTION_DAYS, 90",
        "OTHER_OPTIONS, GROUNDSWELL_DISPATCHERS, 50"
    })
    void dispatcher_shouldBeToldWhatIsConfigured_whenThatIsAnotherThanItComes(
            Deployment deployment, String name, String value) {
        assertThat(environment(deployment, name)).isEqualTo(value);
    }

    @Test
    void dispatcher_shouldBeAllowedNoMoreThanItDoes_always() {
        assertThat(Rights.of(Deployment.ONE_REGION, "DispatcherRole"))
                .containsExactlyInAnyOrder(
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets",
                        "ec2:UnassignPrivateIpAddresses",
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ReceiveMessage",
                        "sqs:SendMessage",
                        "dynamodb:BatchWriteItem",
                        "dynamodb:GetItem",
                        "dynamodb:PartiQLInsert",
                        "dynamodb:PartiQLUpdate",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:UpdateItem");
    }

    /** Those are the API's alone. */
    @Test
    void dispatcher_shouldHaveNoAccessToIdempotencyKeys_always() {
        assertThat(Rights.tables(Deployment.ONE_REGION, "DispatcherRole", "dynamodb:PutItem"))
                .containsExactly("groundswell-counters", "groundswell-history", "groundswell-likers");
        assertThat(Rights.tables(Deployment.ONE_REGION, "DispatcherRole")).doesNotContain("groundswell-idempotency");
    }

    /** From the one follows when what a dispatcher gets is refused, from the other what it may get: they must not differ. */
    @ParameterizedTest
    @CsvSource({
        "ONE_REGION, GROUNDSWELL_QUEUE_RETENTION_DAYS, true",
        "ONE_REGION, GROUNDSWELL_DEAD_LETTER_RETENTION_DAYS, false",
        "EVERY_OPTION, GROUNDSWELL_QUEUE_RETENTION_DAYS, true",
        "EVERY_OPTION, GROUNDSWELL_DEAD_LETTER_RETENTION_DAYS, false"
    })
    void dispatcher_shouldKnowHowLongQueuesKeepMessages_always(Deployment deployment, String name, boolean redrives) {
        String days = environment(deployment, name);

        assertThat(deployment.resources("state", "AWS::SQS::Queue").stream()
                        .map(queue -> queue.path("Properties"))
                        .filter(queue -> queue.has("RedrivePolicy") == redrives))
                .singleElement()
                .satisfies(
                        queue -> assertThat(queue.path("MessageRetentionPeriod").asInt())
                                .isEqualTo(Integer.parseInt(days) * 86_400));
    }

    /** As it comes, the template says what the dispatcher would take without being told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GROUNDSWELL_QUEUE_RETENTION_DAYS",
                "GROUNDSWELL_DEAD_LETTER_RETENTION_DAYS",
                "GROUNDSWELL_HISTORY_RETENTION_DAYS",
                "GROUNDSWELL_LIKER_RECORDS",
                "GROUNDSWELL_LIKER_RETENTION_DAYS",
                "GROUNDSWELL_DISPATCHERS"
            })
    void dispatcher_shouldBeToldItsDefaults_asItComes(String name) {
        assertThat(DispatcherConfig.SETTINGS)
                .filteredOn(setting -> setting.name().equals(name))
                .singleElement()
                .extracting(Setting::fallback)
                .isEqualTo(environment(Deployment.ONE_REGION, name));
    }

    @Test
    void internalKey_shouldBeAReference_always() {
        assertThat(only("AWS::Lambda::Function")
                        .at("/Properties/Environment/Variables/GROUNDSWELL_INTERNAL_KEY")
                        .toString())
                .contains("{{resolve:secretsmanager:");
    }

    private static String environment(Deployment deployment, String name) {
        return deployment
                .resources("service", "AWS::Lambda::Function")
                .getFirst()
                .at("/Properties/Environment/Variables")
                .path(name)
                .asText();
    }

    private static JsonNode only(String type) {
        List<JsonNode> resources = Deployment.ONE_REGION.resources("service", type);
        assertThat(resources).hasSize(1);
        return resources.getFirst();
    }

    private static Template template() {
        return Deployment.ONE_REGION.template("service");
    }
}
