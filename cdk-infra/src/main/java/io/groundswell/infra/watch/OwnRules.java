package io.groundswell.infra.watch;

import java.util.List;

/** Every alarm of a region about what processes measure themselves. */
final class OwnRules {
    /** Ten times what a viewer is promised: from here on it is seen that something is late. */
    private static final int SLOWEST_MILLIS = 1_000;

    /** A node takes a batch without waiting for anything; more is a node, or a network, that is not well. */
    private static final int SLOWEST_DELIVERY_MILLIS = 250;

    /** Some viewers come back after hours, or through a tunnel; this many a minute do not. */
    private static final int MOST_DROPPED = 100;

    private static final double MOST_FULL = 0.9;

    static List<Rule> of(Watched what) {
        OwnMetrics own = what.own();
        double fullest = what.site().config().fleet().streams() * MOST_FULL;
        return List.of(
                new Rule(
                        "dispatch-latency",
                        own.acceptToDispatch(),
                        SLOWEST_MILLIS,
                        3,
                        "One event in ten is sent to nodes more than a second after it was accepted."),
                new Rule(
                        "delivery-latency",
                        own.dispatchToDelivered(),
                        SLOWEST_DELIVERY_MILLIS,
                        3,
                        "Nodes take one request of a dispatcher in ten after more than 250 ms."),
                new Rule(
                        "write-latency",
                        own.acceptToWrite(),
                        SLOWEST_MILLIS,
                        3,
                        "One event in ten is written to viewers more than a second after it was accepted."),
                new Rule(
                        "drops",
                        own.dropped(),
                        MOST_DROPPED,
                        3,
                        "Many viewers are told of gaps, or are ended since they are too slow."),
                new Rule(
                        "intake-overflows",
                        own.intakeOverflows(),
                        0,
                        3,
                        "A node turns deliveries away, since it merges them more slowly than they come."),
                new Rule(
                        "leases-lost",
                        own.leasesLost(),
                        0,
                        1,
                        "A node was not able to renew its lease in time, so dispatchers may have passed it over."),
                new Rule("node-streams", own.streamsOfTheFullestNode(), fullest, 5, "A node is nearly full."),
                new Rule(
                        "api-latency",
                        own.acceptLatency(),
                        SLOWEST_MILLIS,
                        3,
                        "The API answers one published request in ten after more than a second."));
    }

    private OwnRules() {}
}
