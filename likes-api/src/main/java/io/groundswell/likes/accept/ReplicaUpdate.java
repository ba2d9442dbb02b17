package io.groundswell.likes.accept;

import io.groundswell.event.CountedState;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.TopicUpdate;
import java.util.Map;

/**
 * What one packet says about one replica.
 *
 * @param count everything it has counted so far
 * @param interval who acted since the packet before
 */
record ReplicaUpdate(Replica replica, ReplicaCount count, Interval interval) {
    TopicUpdate asTopicUpdate() {
        return TopicUpdate.counted(
                CountedState.of(replica, count), Map.of(new IntervalId(replica, count.ordinal()), interval));
    }
}
