package io.groundswell.store;

import io.groundswell.event.CountedState;
import io.groundswell.event.Topic;
import java.util.Map;
import java.util.Set;

/** The COUNTED states, one item per topic and replica, and one archive per topic and region. */
public interface Counters {
    /**
     * Keeps each replica's count if its ordinal is above the one kept; else does nothing, which is no error. Archives are not
     * kept so, but by {@link Folds}.
     *
     * @return the topics of which not everything is known to be kept
     */
    Set<Topic> raise(Map<Topic, CountedState> counted);

    /**
     * Everything counted for the topic, strongly consistent within the region.
     *
     * @throws StoreException if it could not be read
     */
    CountedState read(Topic topic);
}
