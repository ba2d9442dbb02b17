package io.groundswell.infra.service;

import io.groundswell.infra.config.Site;
import io.groundswell.infra.network.NetworkStack;
import io.groundswell.infra.state.StateStack;
import io.groundswell.infra.watch.Watch;
import io.groundswell.infra.watch.Watched;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.constructs.Construct;

/** What runs in a region, and can be made anew at any time. */
public final class ServiceStack extends Stack {
    public ServiceStack(
            Construct scope, String id, StackProps props, Site site, NetworkStack network, StateStack state) {
        super(scope, id, props);
        Place place = new Place(this, site, network, state);
        Cluster cluster = Cluster.Builder.create(this, "Cluster")
                .vpc(network.vpc())
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        Dispatcher dispatcher = new Dispatcher(place);
        Fleet fleet = new Fleet(place, cluster);
        Api api = new Api(place, cluster);
        fleet.acceptDeliveriesFrom(dispatcher.group());
        OtherRegions.subscribe(place);
        new Watch(
                this,
                new Watched(
                        site,
                        state,
                        dispatcher.function(),
                        fleet.service(),
                        fleet.balancer().nodes(),
                        api.service(),
                        api.balancer().processes()));
        Told.parts(place);
        CfnOutput.Builder.create(this, "ApiUrl").value(api.url()).build();
        CfnOutput.Builder.create(this, "StreamUrl").value(fleet.url()).build();
    }
}
