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
 * everything was missed. Holds one entry per node that this process renews; any thread may use it.
 */
final class DoubtfulRenewals {
    /** More than a note's age when it is taken: the time between two renewals, and how long a dispatcher takes to write it. */
    static final Duration OLDEST_NOTE = Duration.ofMinutes(2);

    private final Map<String, Long> since = new ConcurrentHashMap<>();
    private final InstantSource clock;

    DoubtfulRenewals(InstantSource clock) {
        this.clock = clock;
    }

    /** A renewal of the node begins; it is in doubt until it is settled. Gives what an earlier one may have lost. */
    Optional<Missed> begin(String nodeId) {
        return Optional.ofNullable(since.putIfAbsent(nodeId, oldest())).map(DoubtfulRenewals::all);
    }

    /** What was lost, and what came: the longer time, and all topics. */
    static Optional<Missed> both(Missed lost, Missed taken) {
        return Optional.of(all(Math.min(lost.since(), taken.since())));
    }

    void settle(String nodeId) {
        since.remove(nodeId);
    }

    /** What a renewal of this moment may have lost. */
    Optional<Missed> all() {
        return Optional.of(all(oldest()));
    }

    private long oldest() {
        return clock.instant().minus(OLDEST_NOTE).toEpochMilli();
    }

    private static Missed all(long since) {
        return new Missed(since, Set.of());
    }
}
