package io.groundswell.infra.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@ExtendWith(Node.class)
final class QueuesTest {
    @Test
    void events_shouldEndInADeadLetterQueue_whenAMessageCrashesTheDispatcher() {
        template().resourceCountIs("AWS::SQS::Queue", 2);
        template()
                .hasResourceProperties(
                        "AWS::SQS::Queue",
                        Map.of(
                                "QueueName",
                                "groundswell-events",
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
                        Map.of(
                                "QueueName",
                                "groundswell-dead-letters",
                                "RedrivePolicy",
                                Match.absent(),
                                "MessageRetentionPeriod",
                                1_209_600));
    }

    /** A FIFO queue would run one batch of a hot video at a time. */
    @Test
    void queues_shouldBeStandardOnes_soThatGroupsAreFairAndNotInOrder() {
        assertThat(Deployment.ONE_REGION.resources("state", "AWS::SQS::Queue"))
                .allSatisfy(
                        queue -> assertThat(queue.at("/Properties/FifoQueue").isMissingNode())
                                .isTrue());
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
    void events_shouldBeSentToByTheTopicsOfOtherRegionsOnly_whenThereAreThree() {
        JsonNode allowed = Deployment.THREE_REGIONS.resources("state", "AWS::SQS::QueuePolicy").stream()
                .flatMap(policy -> StreamSupport.stream(
                        policy.at("/Properties/PolicyDocument/Statement").spliterator(), false))
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .filter(statement -> !statement.toString().contains("sns:eu-west-1"))
                .findFirst()
                .orElseThrow();

        assertThat(allowed.path("Action").asText()).isEqualTo("sqs:SendMessage");
        assertThat(allowed.path("Condition").toString())
                .contains(":sns:us-east-1:", ":sns:ap-east-1:", ":groundswell-events");
        assertThat(allowed.path("Principal").toString())
                .as("a region to opt into publishes under a name of its own")
                .contains("sns.amazonaws.com", "sns.ap-east-1.amazonaws.com");
    }

    private static Template template() {
        return Deployment.ONE_REGION.template("state");
    }
}
