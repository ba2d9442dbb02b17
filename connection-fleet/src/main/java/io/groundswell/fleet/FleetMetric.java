package io.groundswell.fleet;

import java.util.Set;
import java.util.stream.Collectors;

/** Every metric of a node besides those of its HTTP servers. */
enum FleetMetric {
    CONNECTIONS("groundswell.fleet.connections", "Streams that are open now."),
    FRAMES("groundswell.fleet.frames", "Frames appended to topics' logs."),
    ENDED("groundswell.fleet.streams.ended", "Streams that the node ended, by the reason's code."),
    REFUSED("groundswell.fleet.streams.refused", "Streams that did not begin, by the reason's code."),
    DROPPED(
            "groundswell.fleet.dropped",
            "Viewers that did not get everything: told of a gap, or ended since they were too slow."),
    GAPS(
            "groundswell.fleet.gaps",
            "Viewers that were told that something of a topic may be missing: one that came back, or all of them."),
    LATEST_OVERFLOWS(
            "groundswell.fleet.latest.overflows",
            "Values of new keys left out, since their topic has as many keys as are remembered."),
    PASTS("groundswell.fleet.pasts", "Wishes of viewers that came back for a topic's past, by what came of them."),
    TOTALS_READ(
            "groundswell.fleet.totals.read",
            "Times that a topic's totals were read again, by what was found: healed is a delivery that was lost."),
    INTAKE_OVERFLOWS("groundswell.fleet.intake.overflows", "Batches turned away because too much was taken in."),
    LEASES_LOST(
            "groundswell.fleet.leases.lost", "Times that the node's lease had lapsed, or nearly, when it was renewed."),
    PINNED("groundswell.fleet.log.pinned.bytes", "Memory that slow connections hold of logs that have moved on."),
    ACCEPT_TO_WRITE(
            "groundswell.fleet.accept.to.write",
            "From the acceptance of a frame's oldest event to the end of its write to a socket; a sample of the"
                    + " writes.");

    /** Those that CloudWatch gets too, where it gets any: what is alarmed of or scaled by there, since each is paid for. */
    private static final Set<FleetMetric> EMBEDDED =
            Set.of(CONNECTIONS, DROPPED, INTAKE_OVERFLOWS, LEASES_LOST, ACCEPT_TO_WRITE);

    private final String metricName;
    private final String meaning;

    FleetMetric(String metricName, String meaning) {
        this.metricName = metricName;
        this.meaning = meaning;
    }

    /** Names of those that are written for CloudWatch. */
    static Set<String> embedded() {
        return EMBEDDED.stream().map(FleetMetric::metricName).collect(Collectors.toUnmodifiableSet());
    }

    String metricName() {
        return metricName;
    }

    String meaning() {
        return meaning;
    }
}
