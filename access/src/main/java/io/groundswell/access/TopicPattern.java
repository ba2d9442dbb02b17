package io.groundswell.access;

import io.groundswell.event.InvalidEventException;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import org.jspecify.annotations.Nullable;

/**
 * Topics that a token speaks of: {@code video:*} is every topic of a kind, {@code video:42} is one.
 *
 * @param id of the one topic; null for every one of the kind
 */
public record TopicPattern(TopicKind kind, @Nullable String id) {
    private static final String EVERY = "*";

    /** @throws InvalidEventException if the text is neither {@code kind:*} nor a topic */
    public static TopicPattern parse(String text) {
        if (text.endsWith(":" + EVERY)) {
            String anyOfTheKind = text.substring(0, text.length() - EVERY.length()) + "any";
            return every(Topic.parse(anyOfTheKind).kind());
        }
        Topic topic = Topic.parse(text);
        return new TopicPattern(topic.kind(), topic.id());
    }

    public static TopicPattern every(TopicKind kind) {
        return new TopicPattern(kind, null);
    }

    public boolean matches(Topic topic) {
        return kind == topic.kind() && (id == null || id.equals(topic.id()));
    }

    /** As {@link #parse} takes it. */
    @Override
    public String toString() {
        return kind.wireName() + ":" + (id == null ? EVERY : id);
    }
}
