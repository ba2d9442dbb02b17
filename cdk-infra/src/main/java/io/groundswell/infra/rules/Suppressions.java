package io.groundswell.infra.rules;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** Every rule of cdk-nag that is not followed, and why. */
public final class Suppressions {
    public static void ofRotation(IConstruct secret) {
        add(
                secret,
                "AwsSolutions-SMG4",
                "Processes read it when they start, so a change by a timer would part those that started before it"
                        + " from those after; it is changed by hand in the order that docs/access.md gives.");
    }

    public static void ofFlowLogs(IConstruct vpc) {
        add(
                vpc,
                "AwsSolutions-VPC7",
                "Every viewer is a connection, so their price follows the audience; groundswell:flowLogs turns them"
                        + " on.");
    }

    /** Somebody from anywhere may come in: that is what the balancer is for. */
    public static void ofPublicEntrance(IConstruct group) {
        add(group, "AwsSolutions-EC23", "It is the public entrance; what is behind it asks for tokens.");
    }

    public static void ofAccessLogs(IConstruct balancer) {
        add(
                balancer,
                "AwsSolutions-ELB2",
                "A line for every like costs more than handling it; processes count what they accept and refuse.");
    }

    public static void ofInstanceEvents(IConstruct group) {
        add(
                group,
                "AwsSolutions-AS3",
                "Instances come and go with the nodes that need them; what is wrong with nodes has alarms of its own.");
    }

    /** The agent of ECS on an instance. */
    public static void ofInstances(IConstruct role) {
        ofWildcards(
                role,
                "What the agent calls (Poll, Submit…, DiscoverPollEndpoint) names no resource, and neither does leave"
                        + " to ask a registry for images.",
                List.of("Action::ecs:Submit*", "Resource::*"));
    }

    public static void ofPlainEnvironment(IConstruct task) {
        add(
                task,
                "AwsSolutions-ECS2",
                "What stands in the environment is no secret; secrets come from Secrets Manager.");
    }

    /**
     * @param reason why the statement cannot name one resource
     * @param applied which of its wildcards, as cdk-nag names them
     */
    public static void ofWildcards(IConstruct role, String reason, List<String> applied) {
        NagSuppressions.addResourceSuppressions(
                role,
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-IAM5")
                        .reason(reason)
                        .appliesTo(List.copyOf(applied))
                        .build()),
                true);
    }

    public static void add(IConstruct part, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                part,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }

    private Suppressions() {}
}
