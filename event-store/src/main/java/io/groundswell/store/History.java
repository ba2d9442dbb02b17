package io.groundswell.store;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The DURABLE events of each topic, in the order of their ids, kept for a limited time. Ids sort by acceptance, while a resume
 * asks for what was dispatched since: so whoever reads begins {@link #LATE} before that, and {@link #latestLate} says whether
 * anything was dispatched later still.
 */
public interface History {
    /** How long after its acceptance an event may be dispatched and still be found by a resume. */
    Duration LATE = Duration.ofMinutes(5);

    /**
     * Keeps each event under its id; one that is there already is replaced by its newer copy. If one was dispatched more than
     * {@link #LATE} after its acceptance, that is noted first.
     *
     * @return the topics of which not everything is known to be kept
     */
    Set<Topic> keep(Map<Topic, DurableEvents> events);

    /**
     * The newest events, newest first.
     *
     * @param before only events with a smaller id, or empty to begin with the newest
     * @param limit 1 to 1,000
     * @throws StoreException if they could not be read
     */
    List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit);

    /**
     * Events accepted at a time or later, oldest first; strongly consistent within the region.
     *
     * @param acceptedFrom in milliseconds since 1970
     * @param after only events with a greater id, or empty to begin at {@code acceptedFrom}: how to ask for the next page
     * @param limit 1 to 1,000; fewer come back only where there are no more
     * @throws StoreException if they could not be read
     */
    List<DurableEvent> since(Topic topic, long acceptedFrom, Optional<EventId> after, int limit);

    /**
     * When one of those events was dispatched last that came more than {@link #LATE} after their acceptance, in milliseconds
     * since 1970; empty if none did. Strongly consistent within the region.
     *
     * @throws StoreException if it could not be read
     */
    OptionalLong latestLate(Topic topic);

    /**
     * How many events are kept for the topic. Its cost grows with their number, so callers cache it.
     *
     * @throws StoreException if they could not be counted
     */
    long count(Topic topic);
}
