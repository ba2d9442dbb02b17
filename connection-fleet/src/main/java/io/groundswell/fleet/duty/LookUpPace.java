package io.groundswell.fleet.duty;

import io.groundswell.event.Topic;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.ReadUnits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a topic's total of viewers is asked for: more seldom while it hardly changes; and the more nodes it has, the more of
 * them ask, and the more each answer costs. All together take at most {@link #UNITS_A_SECOND} of the topic's partition. Holds an
 * entry for each topic that was asked for and is here; any thread may use it.
 */
final class LookUpPace {
    /** A quarter of what a partition gives dispatchers and nodes in a second at most. */
    static final long UNITS_A_SECOND = ReadUnits.BUDGET / 2;

    /** How long a total that has hardly changed is good for; ever longer while it does not change at all. */
    static final Duration CALM = Duration.ofSeconds(5);

    static final Duration LONGEST_CALM = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Map<Topic, Rest> rests = new ConcurrentHashMap<>();

    private record Rest(int total, long until, long calm) {}

    LookUpPace(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the topic may be asked for. */
    boolean isDue(Topic topic) {
        Rest rest = rests.get(topic);
        return rest == null || clock.millis() >= rest.until();
    }

    void answered(Topic topic, NodeLookup.Found found) {
        int total = total(found);
        long pause = pause(found.viewers().size(), found.bytes()).toMillis();
        rests.compute(topic, (_, before) -> {
            long calm = before == null ? 0 : calm(before, total);
            return new Rest(total, clock.millis() + Math.max(calm, pause), calm);
        });
    }

    private static long calm(Rest before, int total) {
        if (!isSlight(before.total(), total)) {
            return 0;
        }
        boolean longer = total == before.total() && before.calm() > 0;
        return longer ? Math.min(LONGEST_CALM.toMillis(), 2 * before.calm()) : CALM.toMillis();
    }

    /** Forgets the topics that are not here any more, also those whose answer came after they had gone. */
    void keepOnly(Set<Topic> here) {
        rests.keySet().retainAll(here);
    }

    static int total(NodeLookup.Found found) {
        return found.viewers().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether a number of viewers may stand for another one for some seconds: it is within a tenth of it. */
    static boolean isSlight(int before, int now) {
        return 10L * Math.abs(now - before) <= before;
    }

    static Duration pause(int nodes, long bytes) {
        return Duration.ofMillis(nodes * ReadUnits.ofQuery(bytes) * 1_000 / UNITS_A_SECOND);
    }
}
