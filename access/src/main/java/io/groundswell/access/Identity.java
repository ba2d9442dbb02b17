package io.groundswell.access;

import io.groundswell.event.Topic;
import io.groundswell.event.TopicKind;
import java.util.List;

/**
 * Who asks, and what they may.
 *
 * @param member an id as topics have them
 * @param isGuest whether nobody vouched for the member
 */
public record Identity(String member, boolean isGuest, List<TopicPattern> subscribe, List<TopicPattern> publish) {
    private static final List<TopicPattern> VIDEOS = List.of(TopicPattern.every(TopicKind.VIDEO));
    private static final Identity GUEST = new Identity("guest", true, VIDEOS, VIDEOS);

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
