package io.groundswell.fleet.hub;

import io.groundswell.event.CountedState;
import io.groundswell.event.Topic;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The totals of a hub's topics, to be held to what is counted in the store. Any thread may ask. */
public interface Totals {
    /** What a comparison with the store found. */
    enum Healing {
        /** The node had it all. */
        SAME,
        /** The node lacked something, which its viewers are told now. */
        HEALED,
        /** The topic is not kept here any more. */
        GONE
    }

    /** The topics that came, or whose totals changed, since this was asked the last time. */
    CompletableFuture<Set<Topic>> moved();

    /** Takes in what is counted; viewers get one frame with what they lack. Done once that is published. */
    CompletableFuture<Healing> heal(Topic topic, CountedState counted);
}
