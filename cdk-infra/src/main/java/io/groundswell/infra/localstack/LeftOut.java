package io.groundswell.infra.localstack;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of resources that are not deployed to LocalStack, and why. Its free edition takes most of them and makes nothing: a
 * reference to one is then the text "unknown", which nothing may be configured by. Images of containers, which are no resources,
 * stay out too: nothing is left that would run them.
 */
public enum LeftOut {
    CLUSTER("AWS::ECS::Cluster", Fate.ALWAYS, "No ECS: API and nodes run as processes beside LocalStack."),
    TASK("AWS::ECS::TaskDefinition", Fate.ALWAYS, "No ECS; it names images that are not built for it."),
    SERVICE("AWS::ECS::Service", Fate.ALWAYS, "No ECS."),
    CAPACITY("AWS::ECS::CapacityProvider", Fate.ALWAYS, "No ECS."),
    CAPACITY_OF_CLUSTER("AWS::ECS::ClusterCapacityProviderAssociations", Fate.ALWAYS, "No ECS."),
    INSTANCES("AWS::AutoScaling::AutoScalingGroup", Fate.ALWAYS, "No instances that would run tasks of ECS."),
    INSTANCE_PLAN("AWS::EC2::LaunchTemplate", Fate.ALWAYS, "No instances that would run tasks of ECS."),
    BALANCER("AWS::ElasticLoadBalancingV2::LoadBalancer", Fate.ALWAYS, "No load balancers; the launcher has its own."),
    LISTENER("AWS::ElasticLoadBalancingV2::Listener", Fate.ALWAYS, "No load balancers."),
    LISTENER_RULE("AWS::ElasticLoadBalancingV2::ListenerRule", Fate.ALWAYS, "No load balancers."),
    TARGETS("AWS::ElasticLoadBalancingV2::TargetGroup", Fate.ALWAYS, "No load balancers."),
    SCALED("AWS::ApplicationAutoScaling::ScalableTarget", Fate.ALWAYS, "No scaling of what is not there."),
    SCALING("AWS::ApplicationAutoScaling::ScalingPolicy", Fate.ALWAYS, "No scaling of what is not there."),
    FIREWALL("AWS::WAFv2::WebACL", Fate.ALWAYS, "No firewall."),
    FIREWALL_OF_BALANCER("AWS::WAFv2::WebACLAssociation", Fate.ALWAYS, "No firewall, and nothing to stand before."),
    DASHBOARD("AWS::CloudWatch::Dashboard", Fate.ALWAYS, "No dashboards."),
    ADDRESS("AWS::EC2::EIP", Fate.ALWAYS, "No addresses of the internet."),
    GATEWAY(
            "AWS::EC2::NatGateway",
            Fate.ALWAYS,
            "Cannot be made on an address of its own stack; nothing runs in the network."),
    ROUTE("AWS::EC2::Route", Fate.WITH_WHAT_IT_NAMES, "Leads to a gateway that is left out."),
    ALARM("AWS::CloudWatch::Alarm", Fate.WITH_WHAT_IT_NAMES, "Watches something that is left out."),
    POLICY(
            "AWS::IAM::Policy",
            Fate.WITH_WHAT_IT_NAMES,
            "Rights over something that is left out, of what is left out too.");

    /** When resources of a type stay out. */
    public enum Fate {
        /** Each of them. */
        ALWAYS,
        /** Those that name a resource which is left out. */
        WITH_WHAT_IT_NAMES
    }

    private final String type;
    private final Fate fate;
    private final String reason;

    LeftOut(String type, Fate fate, String reason) {
        this.type = type;
        this.fate = fate;
        this.reason = reason;
    }

    /** As CloudFormation calls it. */
    public String type() {
        return type;
    }

    public Fate fate() {
        return fate;
    }

    /** A sentence. */
    public String reason() {
        return reason;
    }

    static Optional<LeftOut> of(String type) {
        return Arrays.stream(values()).filter(one -> one.type.equals(type)).findFirst();
    }
}
