package io.groundswell.registry.dynamodb;

import io.groundswell.registry.Missed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Renewals whose answer never came. Such a renewal may have taken notes that nobody read, so the next one says that
 * everything was missed, since the oldest note that can have been taken: none speaks of a time before the node had a row. Holds
 * one entry per node that this process renews; any thread may use it.
 */
final class DoubtfulRenewals {
    /** More than a note's age when it is taken: the time between two renewals, and how long a dispatcher takes to write it. */
    static final Duration OLDEST_NOTE = Duration.ofMinutes(2);

    /** By how much a dispatcher's clock, which a note's time is of, may be behind. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    /** When a node was renewed for the first time, in milliseconds since 1970. */
    private final Map<String, Long> first = new ConcurrentHashMap<>();

    private final Map<String, Long> since = new ConcurrentHashMap<>();
    private final InstantSource clock;

    DoubtfulRenewals(InstantSource clock) {
        this.clock = clock;
    }

    /** A renewal of the node begins; it is in doubt until it is settled. Gives what an earlier one may have lost. */
    Optional<Missed> begin(String nodeId) {
        first.putIfAbsent(nodeId, clock.millis());
        return Optional.ofNullable(since.putIfAbsent(nodeId, oldest(nodeId))).map(DoubtfulRenewals::all);
    }

    /** What was lost, and what came: the longer time, and all topics. */
    static Optional<Missed> both(Missed lost, Missed taken) {
        return Optional.of(all(Math.min(lost.since(), taken.since())));
    }

    void settle(String nodeId) {
        since.remove(nodeId);
    }

    /** The node is renewed no more. */
    void forget(String nodeId) {
        settle(nodeId);
        first.remove(nodeId);
    }

    /** What a renewal of this moment may have lost. */
    Optional<Missed> all(String nodeId) {
        return Optional.of(all(oldest(nodeId)));
    }

    private long oldest(String nodeId) {
        long now = clock.millis();
        long began = first.getOrDefault(nodeId, now) - CLOCK_SKEW.toMillis();
        return Math.max(began, now - OLDEST_NOTE.toMillis());
    }

    private static Missed all(long since) {
        return new Missed(since, Set.of());
    }
}
