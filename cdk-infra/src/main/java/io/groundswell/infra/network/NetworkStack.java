package io.groundswell.infra.network;

import io.groundswell.infra.config.FleetSize;
import io.groundswell.infra.config.Places;
import io.groundswell.infra.config.Site;
import io.groundswell.infra.rules.Suppressions;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * A network with balancers in its public subnets and everything else in private ones, which reach AWS by endpoints, and the
 * internet only where an egress is asked for. Zones are taken by their place in the region's list, so that nothing is looked up.
 */
public final class NetworkStack extends Stack {
    /** The same in all regions: nothing crosses between their networks. */
    static final String CIDR = "10.64.0.0/16";

    private final Vpc vpc;
    private final SubnetSelection inside;

    public NetworkStack(Construct scope, String id, StackProps props, Site site) {
        super(scope, id, props);
        Places places = site.config().places();
        boolean hasEgress = places.egress() == Places.Egress.NAT;
        SubnetType privately = hasEgress ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED;
        this.inside = SubnetSelection.builder().subnetType(privately).build();
        this.vpc = Vpc.Builder.create(this, "Vpc")
                .ipAddresses(IpAddresses.cidr(CIDR))
                .availabilityZones(IntStream.range(0, places.zones())
                        .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                        .toList())
                .natGateways(hasEgress ? places.zones() : 0)
                .subnetConfiguration(List.of(subnets("Public", SubnetType.PUBLIC), subnets("Private", privately)))
                .build();
        if (places.flowLogs()) {
            vpc.addFlowLog(
                    "FlowLog",
                    FlowLogOptions.builder().trafficType(FlowLogTrafficType.ALL).build());
        } else {
            Suppressions.ofFlowLogs(vpc);
        }
        new Endpoints(this, vpc, inside, site.config().fleet().capacity() == FleetSize.Capacity.EC2);
    }

    public Vpc vpc() {
        return vpc;
    }

    /** The private subnets. */
    public SubnetSelection inside() {
        return inside;
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder().name(name).subnetType(type).build();
    }
}
