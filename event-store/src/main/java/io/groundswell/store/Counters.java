package io.groundswell.store;

import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;

/** The COUNTED states, one item per topic and replica. */
public interface Counters {
    /**
     * Keeps the count if its ordinal is above the one kept; else does nothing, which is no error.
     *
     * @throws StoreException if it is not known to be kept
     */
    void keep(Topic topic, Replica replica, ReplicaCount count);

    /**
     * Everything counted for the topic, strongly consistent within the region.
     *
     * @throws StoreException if it could not be read
     */
    CountedState read(Topic topic);
}
