package io.groundswell.fleet.duty;

import io.groundswell.event.Topic;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.ReadUnits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a topic's total of viewers is asked for: the more nodes it has, the more of them ask, and the more each answer
 * costs. All together take at most {@link #UNITS_A_SECOND} of the topic's partition. Holds an entry for each topic that rests;
 * any thread may use it.
 */
final class LookUpPace {
    /** A quarter of what a partition gives dispatchers and nodes in a second at most. */
    static final long UNITS_A_SECOND = ReadUnits.BUDGET / 2;

    private final InstantSource clock;
    private final Map<Topic, Long> restUntil = new ConcurrentHashMap<>();

    LookUpPace(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the topic may be asked for; it is forgotten then. */
    boolean isDue(Topic topic) {
        Long until = restUntil.get(topic);
        return until == null || (clock.millis() >= until && restUntil.remove(topic, until));
    }

    void answered(Topic topic, NodeLookup.Found found) {
        restUntil.put(
                topic,
                clock.millis() + pause(found.viewers().size(), found.bytes()).toMillis());
    }

    /** The topic is not here any more. */
    void forget(Topic topic) {
        restUntil.remove(topic);
    }

    static Duration pause(int nodes, long bytes) {
        return Duration.ofMillis(nodes * ReadUnits.ofQuery(bytes) * 1_000 / UNITS_A_SECOND);
    }
}
