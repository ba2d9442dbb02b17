package io.groundswell.infra.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * Ways to the services of AWS that need no gateway to the internet. KMS has none: the services that encrypt call it themselves.
 */
final class Endpoints {
    private static final int HTTPS = 443;

    Endpoints(Construct scope, Vpc vpc, SubnetSelection inside, boolean withInstances) {
        gateway(vpc, "DynamoDb", GatewayVpcEndpointAwsService.DYNAMODB);
        // ECR keeps the layers of images there.
        gateway(vpc, "S3", GatewayVpcEndpointAwsService.S3);
        SecurityGroup callers = SecurityGroup.Builder.create(scope, "EndpointsGroup")
                .vpc(vpc)
                .description("Endpoints of AWS, called from inside the network")
                .allowAllOutbound(false)
                .build();
        callers.addIngressRule(Peer.ipv4(NetworkStack.CIDR), Port.tcp(HTTPS), "HTTPS from inside the network");
        services(withInstances)
                .forEach((id, service) -> vpc.addInterfaceEndpoint(
                        id,
                        InterfaceVpcEndpointOptions.builder()
                                .service(service)
                                .subnets(inside)
                                .securityGroups(List.of(callers))
                                .open(false)
                                .privateDnsEnabled(true)
                                .build()));
    }

    private static Map<String, InterfaceVpcEndpointAwsService> services(boolean withInstances) {
        Map<String, InterfaceVpcEndpointAwsService> services = new TreeMap<>(Map.of(
                "Sqs", InterfaceVpcEndpointAwsService.SQS,
                "Sns", InterfaceVpcEndpointAwsService.SNS,
                "Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
                "SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
                "Ecr", InterfaceVpcEndpointAwsService.ECR,
                "EcrDocker", InterfaceVpcEndpointAwsService.ECR_DOCKER));
        if (withInstances) {
            services.put("Ecs", InterfaceVpcEndpointAwsService.ECS);
            services.put("EcsAgent", InterfaceVpcEndpointAwsService.ECS_AGENT);
            services.put("EcsTelemetry", InterfaceVpcEndpointAwsService.ECS_TELEMETRY);
        }
        return services;
    }

    private static void gateway(Vpc vpc, String id, GatewayVpcEndpointAwsService service) {
        vpc.addGatewayEndpoint(
                id, GatewayVpcEndpointOptions.builder().service(service).build());
    }
}
