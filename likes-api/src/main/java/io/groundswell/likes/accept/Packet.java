package io.groundswell.likes.accept;

import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.util.Map;

/**
 * One message about one replica.
 *
 * @param count everything it has counted so far
 * @param interval who acted since the packet before
 */
record Packet(Replica replica, ReplicaCount count, Interval interval) {
    String body(Topic topic) {
        return BatchCodec.encodeToString(Batch.of(
                topic,
                TopicUpdate.counted(
                        CountedState.of(replica, count), Map.of(new IntervalId(replica, count.ordinal()), interval))));
    }
}
