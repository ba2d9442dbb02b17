package io.groundswell.access;

import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import java.util.List;

/**
 * Who asks, what they may, and for how long.
 *
 * @param member an id as topics have them
 * @param isGuest whether nobody vouched for the member
 * @param expiresAt when the token ends, in milliseconds since 1970; {@link #NEVER} for a guest
 */
public record Identity(
        String member, boolean isGuest, List<TopicPattern> subscribe, List<TopicPattern> publish, long expiresAt) {
    /** Of who has no token that could end. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final List<TopicPattern> VIDEOS = List.of(TopicPattern.every(TopicKind.VIDEO));
    private static final Identity GUEST = new Identity("guest", true, VIDEOS, VIDEOS, NEVER);

    public Identity {
        subscribe = List.copyOf(subscribe);
        publish = List.copyOf(publish);
    }

    /** Everybody without a token, where that is admitted: watches any video, likes it and comments on it. */
    public static Identity guest() {
        return GUEST;
    }

    public boolean maySubscribe(Topic topic) {
        return anyMatches(subscribe, topic);
    }

    public boolean mayPublish(Topic topic) {
        return anyMatches(publish, topic);
    }

    private static boolean anyMatches(List<TopicPattern> patterns, Topic topic) {
        for (TopicPattern pattern : patterns) {
            if (pattern.matches(topic)) {
                return true;
            }
        }
        return false;
    }
}
