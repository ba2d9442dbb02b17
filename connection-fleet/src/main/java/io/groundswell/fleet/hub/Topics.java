package io.groundswell.fleet.hub;

import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The topics that a node keeps, each as long as it has viewers and a while longer. Owner: the intake thread. */
final class Topics {
    private static final int TAKEN_EVENTS = 200_000;

    private final HubConfig config;
    private final int loops;
    private final Map<Topic, TopicLog> logs = new HashMap<>();
    private final RecentSet<EventId> taken = new RecentSet<>(TAKEN_EVENTS);
    private final Pinned pinned = new Pinned();
    private final Set<Topic> recounted = new LinkedHashSet<>();
    private Set<Topic> moved = new LinkedHashSet<>();

    Topics(HubConfig config, int loops) {
        this.config = config;
        this.loops = loops;
    }

    Optional<TopicLog> find(Topic topic) {
        return Optional.ofNullable(logs.get(topic));
    }

    /** A topic that is new, with its first viewer still to enter. */
    TopicLog open(Topic topic, Position opened) {
        TopicLog log = new TopicLog(new TopicState(topic, taken), config, loops, opened, pinned);
        logs.put(topic, log);
        moved.add(topic);
        return log;
    }

    /** What is new in the update becomes the topic's news, if it is kept. */
    Optional<TopicLog> take(Topic topic, TopicUpdate update) {
        Optional<TopicLog> kept = find(topic);
        kept.ifPresent(log -> {
            Map<String, Long> before = log.state.totals();
            log.state.take(update, log.news());
            if (!before.equals(log.state.totals())) {
                moved.add(topic);
            }
        });
        return kept;
    }

    /** The topics that came, or whose totals changed, since the last time. */
    Set<Topic> moved() {
        Set<Topic> since = moved;
        moved = new LinkedHashSet<>();
        return since;
    }

    /** Events that viewers are not to be told of any more. */
    void know(Collection<DurableEvent> events) {
        events.forEach(event -> taken.add(event.id()));
    }

    void enter(TopicLog log) {
        log.viewers++;
        recounted.add(log.topic);
    }

    void leave(List<Topic> left, long now) {
        for (Topic topic : left) {
            TopicLog log = logs.get(topic);
            if (log != null) {
                log.viewers--;
                log.idleSince = now;
                recounted.add(topic);
            }
        }
    }

    /**
     * Lets go of old frames and of topics that have been without viewers for long enough.
     *
     * @return the topics whose number of viewers may have changed since the last time, and that number
     */
    Map<Topic, Integer> houseKeeping(long now) {
        logs.values().forEach(log -> log.evict(now));
        logs.values().removeIf(log -> isForgotten(log, now));
        Map<Topic, Integer> changed = new LinkedHashMap<>();
        recounted.removeIf(topic -> {
            int viewers = find(topic).map(log -> log.viewers).orElse(0);
            // One that lingers is still delivered to: else whoever comes back to it would find it open and incomplete.
            boolean told = viewers > 0 || !logs.containsKey(topic);
            if (told) {
                changed.put(topic, viewers);
            }
            return told;
        });
        return changed;
    }

    private boolean isForgotten(TopicLog log, long now) {
        boolean forgotten =
                log.viewers == 0 && now - log.idleSince >= config.linger().toMillis();
        if (forgotten) {
            log.close();
            recounted.add(log.topic);
        }
        return forgotten;
    }

    /** What slow connections hold of logs that have moved on. */
    Pinned pinned() {
        return pinned;
    }

    Map<Topic, Integer> viewers() {
        Map<Topic, Integer> all = new HashMap<>();
        logs.forEach((topic, log) -> all.put(topic, log.viewers));
        return all;
    }

    void close() {
        logs.values().forEach(TopicLog::close);
    }
}
