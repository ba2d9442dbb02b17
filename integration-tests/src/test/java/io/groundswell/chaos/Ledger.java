package io.groundswell.chaos;

import io.groundswell.event.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Every number that was posted, where, and as which event it was accepted. Any thread may use it. */
final class Ledger {
    private final AtomicInteger last = new AtomicInteger();
    private final ConcurrentMap<Integer, Topic> posted = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Accepted> accepted = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, String> seen = new ConcurrentHashMap<>();

    record Accepted(int number, Topic topic, String eventId) {}

    /** The next number, for a comment to that topic. */
    int next(Topic topic) {
        int number = last.incrementAndGet();
        posted.put(number, topic);
        return number;
    }

    void accepted(int number, String eventId) {
        Topic topic = posted.get(number);
        if (topic != null) {
            accepted.put(number, new Accepted(number, topic, eventId));
        }
    }

    /** Whether a number may be seen on a topic, always as one and the same event. */
    boolean isTrue(int number, @Nullable Topic topic, String eventId) {
        String first = seen.putIfAbsent(number, eventId);
        return topic != null && topic.equals(posted.get(number)) && (first == null || first.equals(eventId));
    }

    Collection<Accepted> all() {
        return Map.copyOf(accepted).values();
    }

    /** How many were posted that were not accepted for certain. */
    int uncertain() {
        return posted.size() - accepted.size();
    }
}
