package io.groundswell.infra.service;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.TaskDefinition;

/** Where nodes run. */
sealed interface FleetCapacity permits FargateCapacity, InstanceCapacity {
    /** What a deployment keeps of the nodes that there are: all, beside the new ones. */
    int LEAST_PERCENT = 100;

    /** A deployment makes as many new nodes, and only then lets the old ones go. */
    int MOST_PERCENT = 200;

    /** How long a node may take to be healthy after its start. */
    Duration GRACE = Duration.seconds(60);

    /** A deployment whose nodes do not become healthy is taken back. */
    DeploymentCircuitBreaker ROLL_BACK =
            DeploymentCircuitBreaker.builder().rollback(true).build();

    /** What a node is, its container not yet in it. */
    TaskDefinition task();

    BaseService service(TaskDefinition task, ISecurityGroup group);

    static List<ISecurityGroup> only(ISecurityGroup group) {
        return List.of(group);
    }
}
