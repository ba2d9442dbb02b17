package io.groundswell.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a topic is about; the part of its name before the colon. */
public enum TopicKind {
    VIDEO("video"),
    CONVERSATION("conversation"),
    /** A member's own notifications, on all their devices. */
    MEMBER("member"),
    PRESENCE("presence");

    private final String wireName;

    TopicKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static Optional<TopicKind> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(TopicKind::wireName).collect(Collectors.joining(", "));
    }
}
