package io.groundswell.fleet.hub;

import io.groundswell.event.Topic;

/** What must happen outside the hub when topics come and go. Called by the intake thread, so it must not block. */
public interface TopicDuties {
    /**
     * The topic has its first viewer: it must be registered, and its past be read. {@link Hub#baseline} or {@link
     * Hub#withoutBaseline} must follow.
     *
     * @param openedAt the node's clock, in milliseconds since 1970
     */
    void opened(Hub hub, Topic topic, long openedAt);

    /**
     * Since when events may have been dispatched that this node has yet to read, in milliseconds since 1970; {@link
     * Long#MAX_VALUE} for never. No position that it gives out vouches for more.
     */
    default long owedSince() {
        return Long.MAX_VALUE;
    }
}
