package io.groundswell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundswell.dispatch.DispatchHandler;
import io.groundswell.dispatch.DispatcherConfig;
import io.groundswell.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

final class RegionStackTest {
    /** What Lambda itself sets. */
    private static final Set<String> SET_BY_LAMBDA = Set.of("AWS_REGION");

    @BeforeAll
    static void requireNode() {
        Synthesized.requireNode();
    }

    @Test
    void queues_shouldEndInADeadLetterQueue_whenAMessageCrashesTheDispatcher() {
        template().resourceCountIs("AWS::SQS::Queue", 2);
        template()
                .hasResourceProperties(
                        "AWS::SQS::Queue",
                        Map.of(
                                "RedrivePolicy",
                                Map.of("maxReceiveCount", 100, "deadLetterTargetArn", Match.anyValue()),
                                "VisibilityTimeout",
                                180,
                                "MessageRetentionPeriod",
                                345_600,
                                "SqsManagedSseEnabled",
                                true));
        template()
                .hasResourceProperties(
                        "AWS::SQS::Queue",
                        Map.of("RedrivePolicy", Match.absent(), "MessageRetentionPeriod", 1_209_600));
    }

    @Test
    void queues_shouldRefusePlainHttp_always() {
        template()
                .resourcePropertiesCountIs(
                        "AWS::SQS::QueuePolicy",
                        Map.of(
                                "PolicyDocument",
                                Match.objectLike(Map.of(
                                        "Statement",
                                        Match.arrayWith(List.of(Match.objectLike(Map.of(
                                                "Effect",
                                                "Deny",
                                                "Condition",
                                                Map.of("Bool", Map.of("aws:SecureTransport", "false"))))))))),
                        2);
    }

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
                                "Handler",
                                DispatchHandler.class.getName() + "::handleRequest"));
    }

    @Test
    void dispatcher_shouldReportPartialFailures_whenItTakesFromTheQueue() {
        template().resourceCountIs("AWS::Lambda::EventSourceMapping", 1);
        template()
                .hasResourceProperties(
                        "AWS::Lambda::EventSourceMapping",
                        Map.of("BatchSize", 10, "FunctionResponseTypes", List.of("ReportBatchItemFailures")));
    }

    @Test
    void dispatcher_shouldGetEverySettingItNeedsAndNoOther_always() {
        Set<String> known =
                DispatcherConfig.SETTINGS.stream().map(Setting::name).collect(Collectors.toSet());
        Set<String> needed = DispatcherConfig.SETTINGS.stream()
                .filter(setting -> setting.fallback() == null)
                .map(Setting::name)
                .filter(name -> !SET_BY_LAMBDA.contains(name))
                .collect(Collectors.toSet());

        Set<String> given =
                environment().propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());

        assertThat(known).containsAll(given);
        assertThat(given).containsAll(needed).contains("GROUNDSWELL_TABLE_PREFIX", "GROUNDSWELL_INTERNAL_KEY");
    }

    /** From the one follows when what a dispatcher gets is refused, from the other what it may get: they must not differ. */
    @ParameterizedTest
    @CsvSource({"GROUNDSWELL_QUEUE_RETENTION_DAYS, true", "GROUNDSWELL_DEAD_LETTER_RETENTION_DAYS, false"})
    void dispatcher_shouldKnowHowLongQueuesKeepMessages_always(String name, boolean redrives) {
        String days = environment().path(name).asText();
        JsonNode queues = new ObjectMapper().valueToTree(template().findResources("AWS::SQS::Queue"));

        assertThat(queues.valueStream()
                        .map(queue -> queue.path("Properties"))
                        .filter(queue -> queue.has("RedrivePolicy") == redrives))
                .singleElement()
                .satisfies(
                        queue -> assertThat(queue.path("MessageRetentionPeriod").asInt())
                                .isEqualTo(Integer.parseInt(days) * 86_400));
        assertThat(DispatcherConfig.SETTINGS)
                .filteredOn(setting -> setting.name().equals(name))
                .singleElement()
                .extracting(Setting::fallback)
                .isEqualTo(days);
    }

    @Test
    void internalKey_shouldStandInNoTemplate_always() {
        assertThat(environment().path("GROUNDSWELL_INTERNAL_KEY").toString()).contains("{{resolve:secretsmanager:");
        template()
                .hasResourceProperties(
                        "AWS::SecretsManager::Secret",
                        Map.of(
                                "SecretString",
                                Match.absent(),
                                "GenerateSecretString",
                                Match.objectLike(Map.of("PasswordLength", 64))));
    }

    @Test
    void dispatcher_shouldBeAllowedNoMoreThanItDoes_always() {
        assertThat(actions())
                .containsExactlyInAnyOrder(
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ReceiveMessage",
                        "sqs:SendMessage",
                        "dynamodb:BatchWriteItem",
                        "dynamodb:GetItem",
                        "dynamodb:PartiQLInsert",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:UpdateItem");
    }

    @Test
    void dispatcher_shouldHaveNoAccessToIdempotencyKeys_always() {
        assertThat(only("AWS::IAM::Policy").toString()).contains("History").doesNotContain("Idempotency");
    }

    private static JsonNode environment() {
        return only("AWS::Lambda::Function").at("/Properties/Environment/Variables");
    }

    private static List<String> actions() {
        List<String> actions = new ArrayList<>();
        for (JsonNode statement : only("AWS::IAM::Policy").at("/Properties/PolicyDocument/Statement")) {
            assertThat(statement.path("Resource").toString()).doesNotContain("*");
            JsonNode action = statement.path("Action");
            (action.isArray() ? action.valueStream() : Stream.of(action))
                    .map(JsonNode::asText)
                    .filter(name -> !actions.contains(name))
                    .forEach(actions::add);
        }
        return actions;
    }

    private static JsonNode only(String type) {
        JsonNode resources = new ObjectMapper().valueToTree(template().findResources(type));
        assertThat(resources).hasSize(1);
        return resources.iterator().next();
    }

    private static Template template() {
        return Synthesized.template();
    }
}
