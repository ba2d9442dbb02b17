package io.groundswell.store;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import java.util.List;
import java.util.Optional;

/** The DURABLE events of each topic, in the order of their ids, kept for a limited time. */
public interface History {
    /**
     * Keeps an event under its id; one that is there already is replaced by its newer copy.
     *
     * @throws StoreException if it is not known to be kept
     */
    void keep(Topic topic, DurableEvent event);

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
     * How many events are kept for the topic. Its cost grows with their number, so callers cache it.
     *
     * @throws StoreException if they could not be counted
     */
    long count(Topic topic);
}
