package io.groundswell.infra.service;

import io.groundswell.infra.config.FleetSize;
import io.groundswell.infra.config.Listener;
import io.groundswell.infra.rules.Suppressions;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseNetworkListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.INetworkLoadBalancerTarget;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;

/**
 * The balancer before the nodes. It passes on each client's address, without which 55,000 connections are all that one of its
 * addresses can hold to a node; and it ends no connection of a node that stops or looks unhealthy: the node sends its viewers
 * elsewhere itself.
 */
final class StreamBalancer {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Listener listener;
    private final SecurityGroup group;
    private final NetworkLoadBalancer balancer;
    private final NetworkTargetGroup nodes;

    /** @param port that nodes listen on */
    StreamBalancer(Place place, int port) {
        this.listener = place.config().stream();
        int publicPort = listener.isHttps() ? HTTPS : HTTP;
        this.group = place.group("StreamBalancer", "The balancer before the nodes");
        group.addIngressRule(Peer.anyIpv4(), Port.tcp(publicPort), "Viewers");
        Suppressions.ofPublicEntrance(group);
        this.balancer = NetworkLoadBalancer.Builder.create(place.scope(), "StreamBalancer")
                .vpc(place.network().vpc())
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .internetFacing(true)
                .crossZoneEnabled(true)
                .securityGroups(List.of(group))
                .build();
        Suppressions.ofAccessLogs(balancer);
        this.nodes = nodes(place, port);
        balancer.addListener("Streams", listening(place, publicPort));
    }

    /** Those that nodes let in as viewers. */
    SecurityGroup group() {
        return group;
    }

    NetworkTargetGroup nodes() {
        return nodes;
    }

    void send(INetworkLoadBalancerTarget to) {
        nodes.addTarget(to);
    }

    String url() {
        String scheme = listener.isHttps() ? "https://" : "http://";
        return scheme + listener.domain().orElseGet(balancer::getLoadBalancerDnsName);
    }

    private NetworkTargetGroup nodes(Place place, int port) {
        FleetSize size = place.config().fleet();
        NetworkTargetGroup group = NetworkTargetGroup.Builder.create(place.scope(), "Nodes")
                .vpc(place.network().vpc())
                .protocol(Protocol.TCP)
                .port(port)
                .targetType(TargetType.IP)
                .preserveClientIp(true)
                .connectionTermination(false)
                // ECS sends its signal only after this: the node has the whole window from then on.
                .deregistrationDelay(Duration.seconds(size.drain().toSeconds() / 2))
                .healthCheck(HealthCheck.builder()
                        .protocol(Protocol.HTTP)
                        .path("/health/ready")
                        .interval(Duration.seconds(10))
                        .timeout(Duration.seconds(5))
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(3)
                        .build())
                .build();
        group.setAttribute("target_health_state.unhealthy.connection_termination.enabled", "false");
        return group;
    }

    private BaseNetworkListenerProps listening(Place place, int publicPort) {
        BaseNetworkListenerProps.Builder props =
                BaseNetworkListenerProps.builder().port(publicPort).defaultTargetGroups(List.of(nodes));
        Optional<String> certificate = listener.certificate(place.site().region());
        certificate.ifPresent(arn -> props.protocol(Protocol.TLS)
                .sslPolicy(SslPolicy.RECOMMENDED_TLS)
                .certificates(List.of(ListenerCertificate.fromArn(arn))));
        return props.build();
    }
}
