package io.groundswell.fleet.hub;

import io.groundswell.event.Topic;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Reads what was dispatched while a viewer was away. Called by event loops, so it must not block. */
public interface Pasts {
    /** Nothing is read: there is only what the node keeps itself. */
    Pasts NONE = (query, done) -> done.accept(new Past.Unknown());

    /** @param done called once, by any thread; a {@link PastFrames} is its to release */
    void read(Query query, Consumer<Past> done);

    /**
     * What to read.
     *
     * @param since only what was dispatched then or later, in milliseconds since 1970
     * @param opened where the node stood when it began to follow the topic
     * @param published the node's newest frame that may be read
     */
    record Query(Topic topic, long since, Position opened, LongSupplier published) {}
}
