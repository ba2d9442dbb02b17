package io.groundswell.infra.watch;

import io.groundswell.infra.config.Site;
import io.groundswell.infra.state.StateStack;
import software.amazon.awscdk.services.ecs.BaseService;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkTargetGroup;
import software.amazon.awscdk.services.lambda.Function;

/**
 * What runs in a region and is watched.
 *
 * @param nodes as the balancer before them sees them
 * @param processes of the API, likewise
 */
public record Watched(
        Site site,
        StateStack state,
        Function dispatcher,
        BaseService fleet,
        NetworkTargetGroup nodes,
        BaseService api,
        ApplicationTargetGroup processes) {
    /** What they measure themselves. */
    OwnMetrics own() {
        return new OwnMetrics(site.metricsNamespace());
    }
}
