package io.groundswell.infra.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Template;

@ExtendWith(Node.class)
final class NetworkStackTest {
    @Test
    void network_shouldHaveNoWayToTheInternetFromInside_asItComes() {
        Template template = Deployment.ONE_REGION.template("network");

        template.resourceCountIs("AWS::EC2::NatGateway", 0);
        template.resourceCountIs("AWS::EC2::Subnet", 4);
        assertThat(endpoints(Deployment.ONE_REGION))
                .containsExactlyInAnyOrder(
                        "dynamodb", "s3", "sqs", "sns", "logs", "secretsmanager", "ecr.api", "ecr.dkr");
    }

    @Test
    void network_shouldHaveAGatewayInEachZone_whenThereIsAnEgress() {
        Template template = Deployment.EVERY_OPTION.template("network");

        template.resourceCountIs("AWS::EC2::NatGateway", 3);
        template.resourceCountIs("AWS::EC2::Subnet", 6);
        template.resourceCountIs("AWS::EC2::FlowLog", 1);
        assertThat(endpoints(Deployment.EVERY_OPTION)).contains("ecs", "ecs-agent", "ecs-telemetry");
    }

    @Test
    void endpoints_shouldBeCalledFromInsideOnly_always() {
        Deployment.ONE_REGION
                .template("network")
                .hasResourceProperties(
                        "AWS::EC2::SecurityGroup",
                        Map.of(
                                "SecurityGroupIngress",
                                List.of(Map.of(
                                        "CidrIp", "10.64.0.0/16",
                                        "Description", "HTTPS from inside the network",
                                        "FromPort", 443,
                                        "IpProtocol", "tcp",
                                        "ToPort", 443))));
    }

    /** Nothing is looked up: zones are taken by their place in the list of wherever it is deployed. */
    @Test
    void zones_shouldBeThoseOfTheRegion_always() {
        assertThat(Deployment.ONE_REGION.resources("network", "AWS::EC2::Subnet"))
                .allSatisfy(subnet -> assertThat(
                                subnet.at("/Properties/AvailabilityZone").toString())
                        .contains("Fn::GetAZs"));
    }

    private static List<String> endpoints(Deployment deployment) {
        return deployment.resources("network", "AWS::EC2::VPCEndpoint").stream()
                .map(endpoint -> service(endpoint.at("/Properties/ServiceName")))
                .toList();
    }

    private static String service(JsonNode name) {
        String text = name.isTextual() ? name.asText() : name.at("/Fn::Join/1").toString();
        return text.replaceAll("[\"\\]]", "")
                .replaceFirst("^.*amazonaws\\.[a-z0-9-]+\\.", "")
                .replaceFirst("^.*,\\.", "");
    }
}
