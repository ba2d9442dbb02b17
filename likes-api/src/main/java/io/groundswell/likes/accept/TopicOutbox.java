package io.groundswell.likes.accept;

/** What one topic has under way. Owned by the topic's loop. */
final class TopicOutbox {
    private final TopicLikes likes;
    private final TopicEvents events;
    private long usedAt;

    TopicOutbox(TopicLikes likes, TopicEvents events) {
        this.likes = likes;
        this.events = events;
    }

    TopicLikes likes() {
        return likes;
    }

    TopicEvents events() {
        return events;
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
        return likes.isQuiet() && events.isQuiet();
    }
}
