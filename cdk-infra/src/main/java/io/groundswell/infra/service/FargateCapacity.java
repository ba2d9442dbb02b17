package io.groundswell.infra.service;

import io.groundswell.infra.config.FleetSize;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.ecs.TaskDefinition;

/** Nodes on Fargate. */
final class FargateCapacity implements FleetCapacity {
    static final RuntimePlatform ARM = RuntimePlatform.builder()
            .cpuArchitecture(CpuArchitecture.ARM64)
            .operatingSystemFamily(OperatingSystemFamily.LINUX)
            .build();

    private final Place place;
    private final Cluster cluster;

    FargateCapacity(Place place, Cluster cluster) {
        this.place = place;
        this.cluster = cluster;
    }

    @Override
    public TaskDefinition task() {
        FleetSize size = place.config().fleet();
        return FargateTaskDefinition.Builder.create(place.scope(), "FleetTask")
                .cpu(size.cpu())
                .memoryLimitMiB(size.memoryMib())
                .runtimePlatform(ARM)
                .build();
    }

    @Override
    public BaseService service(TaskDefinition task, ISecurityGroup group) {
        return FargateService.Builder.create(place.scope(), "Fleet")
                .cluster(cluster)
                .taskDefinition(task)
                .vpcSubnets(place.network().inside())
                .securityGroups(FleetCapacity.only(group))
                .minHealthyPercent(LEAST_PERCENT)
                .maxHealthyPercent(MOST_PERCENT)
                .healthCheckGracePeriod(GRACE)
                .circuitBreaker(ROLL_BACK)
                // It would end a node, and its viewers' streams, for evenness between zones.
                .availabilityZoneRebalancing(AvailabilityZoneRebalancing.DISABLED)
                .build();
    }
}
