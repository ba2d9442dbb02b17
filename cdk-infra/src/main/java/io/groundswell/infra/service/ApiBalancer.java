package io.groundswell.infra.service;

import io.groundswell.infra.config.Listener;
import io.groundswell.infra.rules.Suppressions;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationActionProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.FixedResponseOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.IApplicationLoadBalancerTarget;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;

/** The balancer before the API. It passes on what is public and answers 404 to the rest, health and metrics among it. */
final class ApiBalancer {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final List<String> PUBLIC_PATHS = List.of("/v1/*", "/openapi.yaml");

    private final Listener listener;
    private final SecurityGroup group;
    private final ApplicationLoadBalancer balancer;
    private final ApplicationTargetGroup processes;

    /** @param port that processes listen on */
    ApiBalancer(Place place, int port) {
        this.listener = place.config().api();
        this.group = place.group("ApiBalancer", "The balancer before the API");
        Suppressions.ofPublicEntrance(group);
        this.balancer = ApplicationLoadBalancer.Builder.create(place.scope(), "ApiBalancer")
                .vpc(place.network().vpc())
                .internetFacing(true)
                .dropInvalidHeaderFields(true)
                .securityGroup(group)
                .build();
        Suppressions.ofAccessLogs(balancer);
        this.processes = processes(place, port);
        letIn(HTTP);
        if (listener.isHttps()) {
            letIn(HTTPS);
            balancer.addListener("Plain", plain().defaultAction(toHttps()).build());
        }
        publish(balancer.addListener("Api", listening(place)));
    }

    SecurityGroup group() {
        return group;
    }

    ApplicationLoadBalancer balancer() {
        return balancer;
    }

    ApplicationTargetGroup processes() {
        return processes;
    }

    void send(IApplicationLoadBalancerTarget to) {
        processes.addTarget(to);
    }

    String url() {
        String scheme = listener.isHttps() ? "https://" : "http://";
        return scheme + listener.domain().orElseGet(balancer::getLoadBalancerDnsName);
    }

    private void letIn(int port) {
        group.addIngressRule(Peer.anyIpv4(), Port.tcp(port), "Clients");
    }

    private void publish(ApplicationListener to) {
        to.addAction(
                "Public",
                AddApplicationActionProps.builder()
                        .priority(1)
                        .conditions(List.of(ListenerCondition.pathPatterns(PUBLIC_PATHS)))
                        .action(ListenerAction.forward(List.of(processes)))
                        .build());
    }

    private BaseApplicationListenerProps listening(Place place) {
        BaseApplicationListenerProps.Builder props = listener.certificate(
                        place.site().region())
                .map(arn -> BaseApplicationListenerProps.builder()
                        .port(HTTPS)
                        .protocol(ApplicationProtocol.HTTPS)
                        .open(false)
                        .sslPolicy(SslPolicy.RECOMMENDED_TLS)
                        .certificates(List.of(ListenerCertificate.fromArn(arn))))
                .orElseGet(ApiBalancer::plain);
        return props.defaultAction(notFound()).build();
    }

    private static BaseApplicationListenerProps.Builder plain() {
        return BaseApplicationListenerProps.builder()
                .port(HTTP)
                .protocol(ApplicationProtocol.HTTP)
                .open(false);
    }

    private static ListenerAction toHttps() {
        return ListenerAction.redirect(RedirectOptions.builder()
                .protocol("HTTPS")
                .port(Integer.toString(HTTPS))
                .permanent(true)
                .build());
    }

    private static ListenerAction notFound() {
        return ListenerAction.fixedResponse(
                404,
                FixedResponseOptions.builder()
                        .contentType("application/json")
                        .messageBody("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}")
                        .build());
    }

    private static ApplicationTargetGroup processes(Place place, int port) {
        return ApplicationTargetGroup.Builder.create(place.scope(), "ApiProcesses")
                .vpc(place.network().vpc())
                .protocol(ApplicationProtocol.HTTP)
                .port(port)
                .targetType(TargetType.IP)
                .deregistrationDelay(Duration.seconds(15))
                .healthCheck(HealthCheck.builder()
                        .path("/health/ready")
                        .interval(Duration.seconds(10))
                        .timeout(Duration.seconds(5))
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(3)
                        .build())
                .build();
    }
}
