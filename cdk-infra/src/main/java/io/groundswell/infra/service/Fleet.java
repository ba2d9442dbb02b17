package io.groundswell.infra.service;

import io.groundswell.infra.config.FleetSize;
import io.groundswell.infra.config.FleetSize.Capacity;
import io.groundswell.infra.rules.Suppressions;
import io.groundswell.infra.watch.OwnMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.ecs.TrackCustomMetricProps;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** The nodes, which hold the viewers, and what decides how many there are. */
final class Fleet {
    private static final String CONTAINER = "Node";
    private static final int STREAM_PORT = 8081;
    private static final int DELIVERY_PORT = 8082;

    /** After its window a node takes deliveries for some seconds more, and closes. */
    private static final Duration FAREWELL = Duration.seconds(20);

    /** A node whose processor is busier is late for its viewers. */
    private static final int MOST_CPU_PERCENT = 60;

    private static final Duration PAUSE_BEFORE_FEWER = Duration.minutes(10);

    private final SecurityGroup group;
    private final StreamBalancer balancer;
    private final BaseService service;

    Fleet(Place place, Cluster cluster) {
        FleetSize size = place.config().fleet();
        this.group = place.group("Fleet", "Nodes of the fleet");
        this.balancer = new StreamBalancer(place, STREAM_PORT);
        group.addIngressRule(
                balancer.group(), Port.tcp(STREAM_PORT), "Viewers, and the balancer's looks at their health");
        FleetCapacity capacity = size.capacity() == Capacity.EC2
                ? new InstanceCapacity(place, cluster)
                : new FargateCapacity(place, cluster);
        TaskDefinition task = capacity.task();
        TableRights.FLEET.grant(task.getTaskRole(), place);
        letProtectItself(task, place, cluster);
        Tasks.add(task, place, process(place, size));
        this.service = capacity.service(task, group);
        balancer.send(service.loadBalancerTarget(LoadBalancerTargetOptions.builder()
                .containerName(CONTAINER)
                .containerPort(STREAM_PORT)
                .build()));
        scale(size, new OwnMetrics(place.site().metricsNamespace()));
    }

    /** Where viewers connect. */
    String url() {
        return balancer.url();
    }

    BaseService service() {
        return service;
    }

    StreamBalancer balancer() {
        return balancer;
    }

    /** Only those in the group reach the port that deliveries come in by. */
    void acceptDeliveriesFrom(ISecurityGroup dispatchers) {
        group.addIngressRule(dispatchers, Port.tcp(DELIVERY_PORT), "Deliveries of dispatchers");
    }

    /** A node knows whether it has viewers; only while it has none it may be chosen when the fleet shrinks. */
    private static void letProtectItself(TaskDefinition task, Place place, Cluster cluster) {
        Stack stack = Stack.of(place.scope());
        task.addToTaskRolePolicy(PolicyStatement.Builder.create()
                .actions(List.of("ecs:UpdateTaskProtection"))
                .resources(List.of(stack.formatArn(ArnComponents.builder()
                        .service("ecs")
                        .resource("task")
                        .resourceName(cluster.getClusterName() + "/*")
                        .build())))
                .build());
        String clusterId = stack.getLogicalId(
                (CfnElement) Objects.requireNonNull(cluster.getNode().getDefaultChild()));
        Suppressions.ofWildcards(
                task.getTaskRole(),
                "A task protects itself, and has no name before it runs; none of other clusters can be meant.",
                List.of("Resource::arn:<AWS::Partition>:ecs:" + place.site().region() + ":<AWS::AccountId>:task/<"
                        + clusterId + ">/*"));
    }

    private void scale(FleetSize size, OwnMetrics own) {
        ScalableTaskCount count = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(size.least())
                .maxCapacity(size.most())
                .build());
        count.scaleOnCpuUtilization(
                "Cpu",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(MOST_CPU_PERCENT)
                        .scaleInCooldown(PAUSE_BEFORE_FEWER)
                        .build());
        count.scaleToTrackCustomMetric(
                "Streams",
                TrackCustomMetricProps.builder()
                        .metric(own.streamsOfANode())
                        .targetValue(size.streamsAimedAt())
                        .scaleInCooldown(PAUSE_BEFORE_FEWER)
                        .build());
    }

    private static Tasks.Contents process(Place place, FleetSize size) {
        Map<String, Secret> secrets = new HashMap<>(Tasks.tokenSecret(place, CONTAINER));
        secrets.put(
                "GROUNDSWELL_INTERNAL_KEY",
                Secret.fromSecretsManager(place.state().secrets().internalKey()));
        Duration drain = Duration.seconds(size.drain().toSeconds());
        return new Tasks.Contents(
                CONTAINER,
                place.config().artifacts().fleetImage(),
                size.cpu(),
                size.memoryMib(),
                List.of(STREAM_PORT, DELIVERY_PORT),
                size.openFiles(),
                drain.plus(FAREWELL),
                settings(place, size),
                secrets,
                size.rollout().isEmpty() ? Map.of() : Map.of("groundswell.rollout", size.rollout()));
    }

    private static Map<String, String> settings(Place place, FleetSize size) {
        Map<String, String> settings = Tasks.settings(place);
        settings.put("GROUNDSWELL_STREAM_PORT", Integer.toString(STREAM_PORT));
        settings.put("GROUNDSWELL_INTERNAL_PORT", Integer.toString(DELIVERY_PORT));
        settings.put("GROUNDSWELL_ADVERTISED_HOST", "auto");
        settings.put("GROUNDSWELL_OPEN_FILES", Integer.toString(size.openFiles()));
        settings.put("GROUNDSWELL_MAX_STREAMS", Integer.toString(size.streams()));
        settings.put("GROUNDSWELL_DRAIN_MILLIS", Long.toString(size.drain().toMillis()));
        settings.put("GROUNDSWELL_PROTECTED_STREAMS", Integer.toString(size.protectedFrom()));
        settings.put(
                "GROUNDSWELL_COOKIE_SECURE",
                Boolean.toString(place.config().stream().isHttps()));
        return settings;
    }
}
