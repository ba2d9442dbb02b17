package io.groundswell.infra.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

@ExtendWith(Node.class)
final class FleetTest {
    private static final String TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup";
    private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
    private static final String TASK = "AWS::ECS::TaskDefinition";
    private static final String SERVICE = "AWS::ECS::Service";
    private static final String SCALED = "AWS::ApplicationAutoScaling::ScalableTarget";
    private static final String POLICY = "AWS::ApplicationAutoScaling::ScalingPolicy";

    @Test
    void balancer_shouldPassOnAddressesAndEndNoConnection_always() {
        template()
                .hasResourceProperties(
                        TARGETS,
                        Map.of(
                                "Protocol",
                                "TCP",
                                "Port",
                                8081,
                                "TargetType",
                                "ip",
                                "HealthCheckPath",
                                "/health/ready",
                                "TargetGroupAttributes",
                                Match.arrayWith(List.of(
                                        attribute("deregistration_delay.timeout_seconds", "30"),
                                        attribute("preserve_client_ip.enabled", "true"),
                                        attribute("deregistration_delay.connection_termination.enabled", "false"),
                                        attribute(
                                                "target_health_state.unhealthy.connection_termination.enabled",
                                                "false")))));
    }

    /** ECS ends a node only after the balancer let go of it, and kills it only after its window and ten seconds more. */
    @ParameterizedTest
    @EnumSource(Deployment.class)
    void node_shouldHaveTimeToDrain_beforeItIsKilled(Deployment deployment) {
        JsonNode node = node(deployment);
        long drainSeconds = Long.parseLong(setting(node, "GROUNDSWELL_DRAIN_MILLIS")) / 1_000;
        long delay = deployment.resources("service", TARGETS).stream()
                .filter(group -> group.at("/Properties/Protocol").asText().equals("TCP"))
                .flatMap(group -> group.at("/Properties/TargetGroupAttributes").valueStream())
                .filter(attribute -> attribute.path("Key").asText().equals("deregistration_delay.timeout_seconds"))
                .findFirst()
                .orElseThrow()
                .path("Value")
                .asLong();

        assertThat(node.path("StopTimeout").asLong()).isBetween(drainSeconds + 10, 120L);
        assertThat(delay).isPositive().isLessThanOrEqualTo(drainSeconds);
    }

    @ParameterizedTest
    @EnumSource(Deployment.class)
    void node_shouldBeLetHaveTheSocketsThatItAsksFor(Deployment deployment) {
        JsonNode node = node(deployment);
        long openFiles = Long.parseLong(setting(node, "GROUNDSWELL_OPEN_FILES"));

        JsonNode limit = node.path("Ulimits").path(0);
        assertThat(limit.path("Name").asText()).isEqualTo("nofile");
        assertThat(limit.path("SoftLimit").asLong()).isEqualTo(openFiles);
        assertThat(limit.path("HardLimit").asLong()).isEqualTo(openFiles);
        assertThat(Long.parseLong(setting(node, "GROUNDSWELL_MAX_STREAMS"))).isLessThan(openFiles);
    }

    @Test
    void internalPort_shouldBeReachedByDispatchersOnly_always() {
        List<JsonNode> rules = Deployment.ONE_REGION.resources("service", "AWS::EC2::SecurityGroupIngress").stream()
                .filter(rule -> rule.at("/Properties/FromPort").asInt() == 8082)
                .toList();

        assertThat(rules).hasSize(1);
        assertThat(rules.getFirst().at("/Properties/SourceSecurityGroupId").toString())
                .contains("DispatcherGroup");
    }

    @Test
    void listener_shouldSpeakPlainTcp_whenThereIsNoCertificate() {
        template().hasResourceProperties(LISTENER, Map.of("Port", 80, "Protocol", "TCP"));
    }

    @Test
    void listener_shouldSpeakTls_whenThereIsACertificate() {
        Deployment.EVERY_OPTION
                .template("service")
                .hasResourceProperties(
                        LISTENER,
                        Map.of(
                                "Port",
                                443,
                                "Protocol",
                                "TLS",
                                "Certificates",
                                List.of(Map.of(
                                        "CertificateArn", "arn:aws:acm:eu-west-1:123456789012:certificate/stream"))));
    }

    @Test
    void nodes_shouldRunOnFargate_asItComes() {
        template()
                .hasResourceProperties(
                        TASK,
                        Map.of(
                                "Cpu",
                                "2048",
                                "Memory",
                                "8192",
                                "RequiresCompatibilities",
                                List.of("FARGATE"),
                                "RuntimePlatform",
                                Map.of("CpuArchitecture", "ARM64", "OperatingSystemFamily", "LINUX")));
    }

    @Test
    void nodes_shouldRunOneOnAnInstance_whenTheCapacityIsEc2() {
        Template template = Deployment.EVERY_OPTION.template("service");

        template.hasResourceProperties(
                SERVICE, Map.of("PlacementConstraints", List.of(Map.of("Type", "distinctInstance"))));
        template.hasResourceProperties(
                "AWS::ECS::CapacityProvider",
                Map.of(
                        "AutoScalingGroupProvider",
                        Match.objectLike(Map.of("ManagedTerminationProtection", "ENABLED"))));
    }

    /** A deployment needs instances for as many nodes again. */
    @Test
    void nodes_shouldBeAsLargeAsIsConfigured_whenTheyRunOnInstances() {
        JsonNode node = node(Deployment.EVERY_OPTION);
        Template template = Deployment.EVERY_OPTION.template("service");

        assertThat(node.path("Cpu").asInt()).isEqualTo(4_096);
        assertThat(node.path("Memory").asInt()).isEqualTo(16_384);
        template.hasResourceProperties(
                "AWS::EC2::LaunchTemplate",
                Map.of("LaunchTemplateData", Match.objectLike(Map.of("InstanceType", "m7g.2xlarge"))));
        template.hasResourceProperties("AWS::AutoScaling::AutoScalingGroup", Map.of("MinSize", "0", "MaxSize", "60"));
    }

    @Test
    void nodes_shouldBeAsLargeAsIsConfigured_whenTheyRunOnFargate() {
        Deployment.OTHER_OPTIONS
                .template("service")
                .hasResourceProperties(
                        TASK,
                        Map.of(
                                "Cpu",
                                "1024",
                                "Memory",
                                "4096",
                                "ContainerDefinitions",
                                List.of(Match.objectLike(Map.of("Name", "Node", "Cpu", 1_024, "Memory", 4_096)))));
    }

    @Test
    void nodes_shouldBeAsManyAsIsConfigured_whenThatIsAnotherThanItComes() {
        assertThat(Deployment.EVERY_OPTION.resources("service", SCALED))
                .filteredOn(
                        target -> target.at("/Properties/ResourceId").toString().contains("FleetService"))
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.at("/Properties/MinCapacity").asInt()).isEqualTo(3);
                    assertThat(target.at("/Properties/MaxCapacity").asInt()).isEqualTo(30);
                });
        Deployment.EVERY_OPTION
                .template("service")
                .hasResourceProperties(
                        POLICY,
                        Map.of(
                                "TargetTrackingScalingPolicyConfiguration",
                                Match.objectLike(Map.of(
                                        "TargetValue", 60_000, "CustomizedMetricSpecification", Match.anyValue()))));
    }

    @Test
    void url_shouldBeOfTheDomain_whenThereIsOne() {
        Deployment.EVERY_OPTION
                .template("service")
                .hasOutput("StreamUrl", Map.of("Value", "https://stream.example.com"));
    }

    /** A number in the template would undo at every deployment what scaling has done. */
    @Test
    void services_shouldLeaveTheirCountToScaling_always() {
        assertThat(Deployment.ONE_REGION.resources("service", SERVICE))
                .hasSize(2)
                .allSatisfy(service -> {
                    assertThat(service.at("/Properties/DesiredCount").isMissingNode())
                            .isTrue();
                    assertThat(service.at("/Properties/DeploymentConfiguration/DeploymentCircuitBreaker/Rollback")
                                    .asBoolean())
                            .isTrue();
                    assertThat(service.at("/Properties/DeploymentConfiguration/MinimumHealthyPercent")
                                    .asInt())
                            .isEqualTo(100);
                });
        template().hasResourceProperties(SCALED, Map.of("MinCapacity", 2, "MaxCapacity", 20));
    }

    @Test
    void node_shouldBeAllowedNoMoreThanItDoes_always() {
        assertThat(Rights.of(Deployment.ONE_REGION, "FleetTaskTaskRole"))
                .containsExactlyInAnyOrder(
                        "dynamodb:DeleteItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "ecs:UpdateTaskProtection");
    }

    @Test
    void fleet_shouldGrowAndShrinkByStreamsOfANode_always() {
        template()
                .hasResourceProperties(
                        POLICY,
                        Map.of(
                                "PolicyType",
                                "TargetTrackingScaling",
                                "TargetTrackingScalingPolicyConfiguration",
                                Match.objectLike(Map.of(
                                        "TargetValue",
                                        25_000,
                                        "CustomizedMetricSpecification",
                                        Map.of(
                                                "Namespace",
                                                "Groundswell/groundswell",
                                                "MetricName",
                                                "groundswell.fleet.connections",
                                                "Dimensions",
                                                List.of(Map.of("Name", "component", "Value", "node")),
                                                "Statistic",
                                                "Average",
                                                "Unit",
                                                "Count")))));
    }

    /** Another text is another task definition, and so another deployment. */
    @Test
    void node_shouldHaveALabel_whenItIsToBeDeployedAnew() {
        assertThat(node(Deployment.EVERY_OPTION)
                        .at("/DockerLabels/groundswell.rollout")
                        .asText())
                .isEqualTo("2");
        assertThat(node(Deployment.ONE_REGION).has("DockerLabels")).isFalse();
    }

    private static Map<String, Object> attribute(String key, String value) {
        return Map.of("Key", key, "Value", value);
    }

    private static JsonNode node(Deployment deployment) {
        return deployment.resources("service", TASK).stream()
                .flatMap(task -> task.at("/Properties/ContainerDefinitions").valueStream())
                .filter(container -> container.path("Name").asText().equals("Node"))
                .findFirst()
                .orElseThrow();
    }

    private static String setting(JsonNode container, String name) {
        return container
                .path("Environment")
                .valueStream()
                .filter(setting -> setting.path("Name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("Value")
                .asText();
    }

    private static Template template() {
        return Deployment.ONE_REGION.template("service");
    }
}
