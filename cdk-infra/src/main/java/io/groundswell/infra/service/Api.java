package io.groundswell.infra.service;

import io.groundswell.infra.config.ApiSize;
import io.groundswell.infra.config.Moderation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.applicationautoscaling.EnableScalingProps;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.CpuUtilizationScalingProps;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.ecs.RequestCountScalingProps;
import software.amazon.awscdk.services.ecs.ScalableTaskCount;

/** The API's processes, and what decides how many there are. */
final class Api {
    private static final String CONTAINER = "Api";
    private static final int PORT = 8080;
    private static final int MOST_CPU_PERCENT = 60;
    private static final int OPEN_FILES = 65_535;

    /** A process answers what is under way within 20 s. */
    private static final Duration STOP = Duration.seconds(30);

    private final ApiBalancer balancer;
    private final FargateService service;

    Api(Place place, Cluster cluster) {
        ApiSize size = place.config().apiSize();
        SecurityGroup group = place.group("Api", "Processes of the API");
        this.balancer = new ApiBalancer(place, PORT);
        group.addIngressRule(balancer.group(), Port.tcp(PORT), "The balancer");
        this.service = service(place, cluster, task(place, size), group);
        balancer.send(service.loadBalancerTarget(LoadBalancerTargetOptions.builder()
                .containerName(CONTAINER)
                .containerPort(PORT)
                .build()));
        scale(size);
        if (size.hasFirewall()) {
            Firewall.before(balancer.balancer(), place.scope(), size);
        }
    }

    /** Where clients publish and read. */
    String url() {
        return balancer.url();
    }

    FargateService service() {
        return service;
    }

    ApiBalancer balancer() {
        return balancer;
    }

    private static FargateTaskDefinition task(Place place, ApiSize size) {
        FargateTaskDefinition task = FargateTaskDefinition.Builder.create(place.scope(), "ApiTask")
                .cpu(size.cpu())
                .memoryLimitMiB(size.memoryMib())
                .runtimePlatform(FargateCapacity.ARM)
                .build();
        place.state().queues().events().grantSendMessages(task.getTaskRole());
        TableRights.API.grant(task.getTaskRole(), place);
        Tasks.add(
                task,
                place,
                new Tasks.Contents(
                        CONTAINER,
                        place.config().artifacts().apiImage(),
                        size.cpu(),
                        size.memoryMib(),
                        List.of(PORT),
                        OPEN_FILES,
                        STOP,
                        settings(place, size),
                        Tasks.tokenSecret(place, CONTAINER),
                        Map.of()));
        return task;
    }

    private static Map<String, String> settings(Place place, ApiSize size) {
        Map<String, String> settings = Tasks.settings(place);
        settings.put("GROUNDSWELL_API_PORT", Integer.toString(PORT));
        settings.put("GROUNDSWELL_QUEUE_URL", place.state().queues().events().getQueueUrl());
        settings.put(
                "GROUNDSWELL_LIKER_RECORDS",
                Boolean.toString(place.config().retention().likers().areRecorded()));
        settings.put("GROUNDSWELL_TRUSTED_PROXIES", "1"); // the balancer, which appends whom it serves
        settings.put("GROUNDSWELL_API_PROCESSES", Integer.toString(size.most()));
        moderate(settings, place.config().moderation());
        return settings;
    }

    private static void moderate(Map<String, String> settings, Moderation moderation) {
        moderation.url().ifPresent(url -> settings.put("GROUNDSWELL_MODERATION_URL", url.toString()));
        settings.put(
                "GROUNDSWELL_MODERATION_TIMEOUT_MILLIS",
                Long.toString(moderation.timeout().toMillis()));
        settings.put(
                "GROUNDSWELL_MODERATION_FALLBACK", moderation.fallback().name().toLowerCase(Locale.ROOT));
    }

    private static FargateService service(
            Place place, Cluster cluster, FargateTaskDefinition task, SecurityGroup group) {
        return FargateService.Builder.create(place.scope(), "Api")
                .cluster(cluster)
                .taskDefinition(task)
                .vpcSubnets(place.network().inside())
                .securityGroups(List.of(group))
                .minHealthyPercent(FleetCapacity.LEAST_PERCENT)
                .maxHealthyPercent(FleetCapacity.MOST_PERCENT)
                .healthCheckGracePeriod(FleetCapacity.GRACE)
                .circuitBreaker(FleetCapacity.ROLL_BACK)
                .build();
    }

    private void scale(ApiSize size) {
        ScalableTaskCount count = service.autoScaleTaskCount(EnableScalingProps.builder()
                .minCapacity(size.least())
                .maxCapacity(size.most())
                .build());
        count.scaleOnCpuUtilization(
                "Cpu",
                CpuUtilizationScalingProps.builder()
                        .targetUtilizationPercent(MOST_CPU_PERCENT)
                        .build());
        count.scaleOnRequestCount(
                "Requests",
                RequestCountScalingProps.builder()
                        .requestsPerTarget(size.requestsPerMinute())
                        .targetGroup(balancer.processes())
                        .build());
    }
}
