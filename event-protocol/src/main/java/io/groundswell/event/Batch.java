package io.groundswell.event;

import java.util.Map;

/**
 * What crosses a process boundary: from the API to a dispatcher, from a dispatcher to a node, and between regions.
 *
 * @param stages when the batch passed which component
 */
public record Batch(Stages stages, Map<Topic, TopicUpdate> topics) {
    public Batch {
        topics = Merge.copy(topics);
    }

    public static Batch of(Topic topic, TopicUpdate update) {
        return new Batch(Stages.NONE, Map.of(topic, update));
    }

    /** The topics of both, each merged; the stages of this one. */
    public Batch merge(Batch other) {
        return new Batch(stages, Merge.pointwise(topics, other.topics, TopicUpdate::merge));
    }

    /**
     * Milliseconds since 1970, or 0 where the stage has not been reached. When an event was accepted stands with the event.
     *
     * @param dequeued when a dispatcher took it from the queue
     * @param dispatched when the dispatcher posted it to the nodes
     */
    public record Stages(long dequeued, long dispatched) {
        public static final Stages NONE = new Stages(0, 0);
    }
}
