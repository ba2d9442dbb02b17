package io.groundswell.infra.service;

import io.groundswell.infra.config.FleetSize;
import io.groundswell.infra.rules.Suppressions;
import java.util.List;
import software.amazon.awscdk.services.autoscaling.AutoScalingGroup;
import software.amazon.awscdk.services.ec2.BlockDevice;
import software.amazon.awscdk.services.ec2.BlockDeviceVolume;
import software.amazon.awscdk.services.ec2.EbsDeviceOptions;
import software.amazon.awscdk.services.ec2.EbsDeviceVolumeType;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ecs.AmiHardwareType;
import software.amazon.awscdk.services.ecs.AsgCapacityProvider;
import software.amazon.awscdk.services.ecs.AvailabilityZoneRebalancing;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.CapacityProviderStrategy;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.Ec2Service;
import software.amazon.awscdk.services.ecs.Ec2TaskDefinition;
import software.amazon.awscdk.services.ecs.EcsOptimizedImage;
import software.amazon.awscdk.services.ecs.NetworkMode;
import software.amazon.awscdk.services.ecs.PlacementConstraint;
import software.amazon.awscdk.services.ecs.TaskDefinition;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** Nodes on instances of one's own, one on each, whose limits on sockets are one's own too. */
final class InstanceCapacity implements FleetCapacity {
    private static final int DISK_GIB = 30;

    private final Place place;
    private final FleetSize size;
    private final Cluster cluster;
    private final AsgCapacityProvider instances;

    InstanceCapacity(Place place, Cluster cluster) {
        this.place = place;
        this.size = place.config().fleet();
        this.cluster = cluster;
        Role role = role();
        AutoScalingGroup group = instances(role);
        this.instances = AsgCapacityProvider.Builder.create(place.scope(), "FleetInstances")
                .autoScalingGroup(group)
                .enableManagedTerminationProtection(true)
                .build();
        cluster.addAsgCapacityProvider(instances);
        Suppressions.ofInstances(role);
        Suppressions.ofInstanceEvents(group);
    }

    @Override
    public TaskDefinition task() {
        return Ec2TaskDefinition.Builder.create(place.scope(), "FleetTask")
                .networkMode(NetworkMode.AWS_VPC)
                .build();
    }

    @Override
    public BaseService service(TaskDefinition task, ISecurityGroup group) {
        return Ec2Service.Builder.create(place.scope(), "Fleet")
                .cluster(cluster)
                .taskDefinition(task)
                .vpcSubnets(place.network().inside())
                .securityGroups(FleetCapacity.only(group))
                .capacityProviderStrategies(List.of(CapacityProviderStrategy.builder()
                        .capacityProvider(instances.getCapacityProviderName())
                        .weight(1)
                        .build()))
                .placementConstraints(List.of(PlacementConstraint.distinctInstances()))
                .minHealthyPercent(LEAST_PERCENT)
                .maxHealthyPercent(MOST_PERCENT)
                .healthCheckGracePeriod(GRACE)
                .circuitBreaker(ROLL_BACK)
                .availabilityZoneRebalancing(AvailabilityZoneRebalancing.DISABLED)
                .build();
    }

    /** As many as a deployment needs, which doubles the nodes for a while. */
    private AutoScalingGroup instances(Role role) {
        return AutoScalingGroup.Builder.create(place.scope(), "FleetMachines")
                .vpc(place.network().vpc())
                .vpcSubnets(place.network().inside())
                .launchTemplate(template(role))
                .minCapacity(0)
                .maxCapacity(2 * size.most())
                .newInstancesProtectedFromScaleIn(true)
                .build();
    }

    private Role role() {
        return Role.Builder.create(place.scope(), "FleetInstanceRole")
                .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
                .description("Instances that nodes run on")
                .build();
    }

    private LaunchTemplate template(Role role) {
        return LaunchTemplate.Builder.create(place.scope(), "FleetInstanceTemplate")
                .instanceType(new InstanceType(size.instanceType()))
                .machineImage(EcsOptimizedImage.amazonLinux2023(AmiHardwareType.ARM))
                .userData(UserData.forLinux())
                .role(role)
                .securityGroup(place.group("FleetInstance", "Instances that nodes run on"))
                .requireImdsv2(true)
                .detailedMonitoring(true)
                .blockDevices(List.of(BlockDevice.builder()
                        .deviceName("/dev/xvda")
                        .volume(BlockDeviceVolume.ebs(
                                DISK_GIB,
                                EbsDeviceOptions.builder()
                                        .encrypted(true)
                                        .volumeType(EbsDeviceVolumeType.GP3)
                                        .build()))
                        .build()))
                .build();
    }
}
