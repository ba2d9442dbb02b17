package io.groundswell.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@ExtendWith(Node.class)
final class ApiTest {
    private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
    private static final String POLICY = "AWS::ApplicationAutoScaling::ScalingPolicy";
    private static final String SCALED = "AWS::ApplicationAutoScaling::ScalableTarget";

    /** Health and metrics are for operators. */
    @Test
    void balancer_shouldPassOnOnlyWhatIsPublic_always() {
        template()
                .hasResourceProperties(
                        "AWS::ElasticLoadBalancingV2::ListenerRule",
                        Map.of(
                                "Conditions",
                                List.of(Map.of(
                                        "Field",
                                        "path-pattern",
                                        "PathPatternConfig",
                                        Map.of("Values", List.of("/v1/*", "/openapi.yaml"))))));
        template()
                .hasResourceProperties(
                        LISTENER,
                        Map.of(
                                "Port",
                                80,
                                "Protocol",
                                "HTTP",
                                "DefaultActions",
                                List.of(Match.objectLike(Map.of("Type", "fixed-response")))));
    }

    @Test
    void listener_shouldSpeakHttpsAndSendPlainHttpThere_whenThereIsACertificate() {
        Template template = Deployment.EVERY_OPTION.template("service");

        template.hasResourceProperties(
                LISTENER,
                Map.of(
                        "Port",
                        443,
                        "Protocol",
                        "HTTPS",
                        "Certificates",
                        List.of(Map.of("CertificateArn", "arn:aws:acm:eu-west-1:123456789012:certificate/api"))));
        template.hasResourceProperties(
                LISTENER, Map.of("Port", 80, "DefaultActions", List.of(Match.objectLike(Map.of("Type", "redirect")))));
    }

    @Test
    void processes_shouldBeMoreByCpuAndByRequests_always() {
        for (String metric : List.of("ECSServiceAverageCPUUtilization", "ALBRequestCountPerTarget")) {
            template()
                    .hasResourceProperties(
                            POLICY,
                            Map.of(
                                    "PolicyType",
                                    "TargetTrackingScaling",
                                    "TargetTrackingScalingPolicyConfiguration",
                                    Match.objectLike(Map.of(
                                            "PredefinedMetricSpecification",
                                            Match.objectLike(Map.of("PredefinedMetricType", metric))))));
        }
        template().hasResourceProperties(SCALED, Map.of("MinCapacity", 2, "MaxCapacity", 10));
    }

    @Test
    void processes_shouldBeAsManyAsIsConfigured_whenThatIsAnotherThanItComes() {
        assertThat(Deployment.EVERY_OPTION.resources("service", SCALED))
                .filteredOn(
                        target -> target.at("/Properties/ResourceId").toString().contains("ApiService"))
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.at("/Properties/MinCapacity").asInt()).isEqualTo(4);
                    assertThat(target.at("/Properties/MaxCapacity").asInt()).isEqualTo(16);
                });
        Deployment.EVERY_OPTION
                .template("service")
                .hasResourceProperties(
                        POLICY,
                        Map.of(
                                "TargetTrackingScalingPolicyConfiguration",
                                Match.objectLike(Map.of(
                                        "TargetValue",
                                        600_000,
                                        "PredefinedMetricSpecification",
                                        Match.objectLike(
                                                Map.of("PredefinedMetricType", "ALBRequestCountPerTarget"))))));
    }

    @Test
    void processes_shouldBeAsLargeAsIsConfigured_whenThatIsAnotherThanItComes() {
        Deployment.EVERY_OPTION
                .template("service")
                .hasResourceProperties(
                        "AWS::ECS::TaskDefinition",
                        Map.of(
                                "Cpu",
                                "2048",
                                "Memory",
                                "5120",
                                "ContainerDefinitions",
                                List.of(Match.objectLike(Map.of("Name", "Api", "Cpu", 2_048, "Memory", 5_120)))));
    }

    @Test
    void url_shouldBeOfTheDomain_whenThereIsOne() {
        Deployment.EVERY_OPTION.template("service").hasOutput("ApiUrl", Map.of("Value", "https://api.example.com"));
    }

    @Test
    void firewall_shouldNotBe_asItComes() {
        template().resourceCountIs("AWS::WAFv2::WebACL", 0);
    }

    @Test
    void firewall_shouldRefuseAddressesThatAskTooOften_whenItIsConfigured() {
        Template template = Deployment.EVERY_OPTION.template("service");

        template.hasResourceProperties(
                "AWS::WAFv2::WebACL",
                Map.of(
                        "Scope",
                        "REGIONAL",
                        "Rules",
                        List.of(Match.objectLike(Map.of(
                                "Statement",
                                Map.of(
                                        "RateBasedStatement",
                                        Map.of(
                                                "AggregateKeyType",
                                                "IP",
                                                "EvaluationWindowSec",
                                                300,
                                                "Limit",
                                                6_000)))))));
        template.resourceCountIs("AWS::WAFv2::WebACLAssociation", 1);
    }

    @Test
    void api_shouldBeAllowedNoMoreThanItDoes_always() {
        assertThat(Rights.of(Deployment.ONE_REGION, "ApiTaskTaskRole"))
                .containsExactlyInAnyOrder(
                        "dynamodb:DeleteItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:SendMessage");
    }

    /** Which tables a process may write is said by nothing but the policy. */
    @Test
    void api_shouldWriteNoTableButThatOfIdempotencyKeys_always() {
        assertThat(Rights.tables(Deployment.ONE_REGION, "ApiTaskTaskRole", "dynamodb:PutItem"))
                .containsExactly("groundswell-idempotency");
        assertThat(Rights.tables(Deployment.ONE_REGION, "ApiTaskTaskRole", "dynamodb:DeleteItem"))
                .containsExactly("groundswell-idempotency");
    }

    private static Template template() {
        return Deployment.ONE_REGION.template("service");
    }
}
