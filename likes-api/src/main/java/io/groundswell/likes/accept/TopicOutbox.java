package io.groundswell.likes.accept;

import io.groundswell.event.Topic;
import org.jspecify.annotations.Nullable;

/** What one topic has under way. Most topics know only likes or only events. Owned by the topic's loop. */
final class TopicOutbox {
    private final Topic topic;
    private final Lane lane;
    private @Nullable TopicLikes likes;
    private @Nullable TopicEvents events;
    private long usedAt;

    TopicOutbox(Topic topic, Lane lane) {
        this.topic = topic;
        this.lane = lane;
    }

    TopicLikes likes() {
        TopicLikes known = likes;
        if (known == null) {
            known = new TopicLikes(topic, lane);
            likes = known;
        }
        return known;
    }

    TopicEvents events() {
        TopicEvents known = events;
        if (known == null) {
            known = new TopicEvents(topic, lane);
            events = known;
        }
        return known;
    }

    /** @param nanos the loop's clock */
    void used(long nanos) {
        usedAt = nanos;
    }

    long usedAt() {
        return usedAt;
    }

    /** Whether nothing would be missed if it were forgotten now. */
    boolean isQuiet() {
        return (likes == null || likes.isQuiet()) && (events == null || events.isQuiet());
    }
}
