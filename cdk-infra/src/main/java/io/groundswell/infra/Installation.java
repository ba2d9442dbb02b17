package io.groundswell.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackProps;
import io.groundswell.infra.config.InfraConfig;
import io.groundswell.infra.config.Listener;
import io.groundswell.infra.config.Site;
import io.groundswell.infra.network.NetworkStack;
import io.groundswell.infra.service.ServiceStack;
import io.groundswell.infra.state.StateStack;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/** The stacks of one installation, in the order in which they have to be made. */
final class Installation {
    /** What a region's services stand on. */
    private record Ground(Site site, NetworkStack network, StateStack state) {}

    Installation(App app, InfraConfig config) {
        Tags.of(app).add("groundswell", config.name());
        List<Ground> regions = config.places().regions().stream()
                .map(region -> ground(app, new Site(config, region)))
                .toList();
        List<ServiceStack> services =
                regions.stream().map(region -> services(app, region, regions)).toList();
        warnOfPlainHttp(config, services.getFirst());
        // What it finds are errors of the synthesis; reports in files would say the same again.
        Aspects.of(app)
                .add(new AwsSolutionsChecks(
                        NagPackProps.builder().reports(false).build()));
    }

    private static Ground ground(App app, Site site) {
        StackProps props = in(site.region());
        return new Ground(
                site,
                new NetworkStack(app, id(site, "network"), props, site),
                new StateStack(app, id(site, "state"), props, site));
    }

    private static ServiceStack services(App app, Ground region, List<Ground> all) {
        Site site = region.site();
        ServiceStack stack =
                new ServiceStack(app, id(site, "service"), in(site.region()), site, region.network(), region.state());
        // Tables come from the first region, and a subscription needs the topics of all others.
        all.stream().map(Ground::state).forEach(stack::addStackDependency);
        return stack;
    }

    private static void warnOfPlainHttp(InfraConfig config, ServiceStack stack) {
        List<String> plain = Stream.of(config.api(), config.stream())
                .filter(listener -> !listener.isHttps())
                .map(Listener::key)
                .toList();
        if (!plain.isEmpty()) {
            Annotations.of(stack)
                    .addWarningV2(
                            "groundswell:https",
                            "HTTPS: off for " + String.join(" and ", plain)
                                    + " (expected: groundswell:…Domain and groundswell:…Certificates for each)");
        }
    }

    private static String id(Site site, String part) {
        return site.config().name() + "-" + part + "-" + site.region();
    }

    private static StackProps in(String region) {
        return StackProps.builder()
                .env(Environment.builder().region(region).build())
                .build();
    }
}
