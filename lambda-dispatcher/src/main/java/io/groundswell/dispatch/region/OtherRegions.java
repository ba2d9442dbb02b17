package io.groundswell.dispatch.region;

import io.groundswell.event.Batch;
import io.groundswell.event.Topic;
import java.util.Set;

/** Where an invocation's events go besides this region's nodes. */
@FunctionalInterface
public interface OtherRegions {
    /** An installation of one region: nothing to do, and nothing that can fail. */
    OtherRegions NONE = batch -> Set.of();

    /**
     * Passes on what was born in this region.
     *
     * @param batch all that was recorded here, from whatever region
     * @return the topics that are not known to be passed on; their messages fail
     */
    Set<Topic> publish(Batch batch);
}
