package io.groundswell.infra.watch;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricProps;
import software.amazon.awscdk.services.cloudwatch.Unit;

/**
 * What processes measure themselves, by the minute. Names stand here as text, since this module knows no deployable; a test starts
 * each and holds them to what it writes.
 *
 * @param namespace that processes are told to write them in
 */
public record OwnMetrics(String namespace) {
    private static final String AVERAGE = "Average";
    private static final String MAXIMUM = "Maximum";
    private static final String SUM = "Sum";
    private static final String P90 = "p90";

    /** A kind of process. */
    private enum Component {
        API,
        DISPATCHER,
        NODE;

        /** As it stands in the one dimension. */
        private String dimension() {
            return switch (this) {
                case API -> "api";
                case DISPATCHER -> "dispatcher";
                case NODE -> "node";
            };
        }
    }

    /** Streams of a node, on average over nodes. */
    public Metric streamsOfANode() {
        return count(Component.NODE, "groundswell.fleet.connections", AVERAGE);
    }

    Metric streamsOfTheFullestNode() {
        return count(Component.NODE, "groundswell.fleet.connections", MAXIMUM);
    }

    Metric dropped() {
        return count(Component.NODE, "groundswell.fleet.dropped", SUM);
    }

    Metric intakeOverflows() {
        return count(Component.NODE, "groundswell.fleet.intake.overflows", SUM);
    }

    Metric leasesLost() {
        return count(Component.NODE, "groundswell.fleet.leases.lost", SUM);
    }

    Metric acceptToWrite() {
        return latency(Component.NODE, "groundswell.fleet.accept.to.write");
    }

    Metric acceptToDispatch() {
        return latency(Component.DISPATCHER, "groundswell.dispatch.accept.to.dispatch");
    }

    Metric dispatchToDelivered() {
        return latency(Component.DISPATCHER, "groundswell.dispatch.dispatch.to.delivered");
    }

    Metric acceptLatency() {
        return latency(Component.API, "groundswell.api.accept.latency");
    }

    Metric likesAccepted() {
        return count(Component.API, "groundswell.api.likes.accepted", SUM);
    }

    Metric commentsAccepted() {
        return count(Component.API, "groundswell.api.comments.accepted", SUM);
    }

    Metric overloaded() {
        return count(Component.API, "groundswell.api.requests.overloaded", SUM);
    }

    Metric failed() {
        return count(Component.API, "groundswell.api.requests.failed", SUM);
    }

    Metric unknown() {
        return count(Component.API, "groundswell.api.requests.unknown", SUM);
    }

    private Metric latency(Component component, String name) {
        return metric(component, name, Unit.MILLISECONDS, P90);
    }

    private Metric count(Component component, String name, String statistic) {
        return metric(component, name, Unit.COUNT, statistic);
    }

    private Metric metric(Component component, String name, Unit unit, String statistic) {
        return new Metric(MetricProps.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(Map.of("component", component.dimension()))
                .unit(unit)
                .statistic(statistic)
                .period(Duration.minutes(1))
                .build());
    }
}
