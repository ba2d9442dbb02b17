package io.groundswell.dispatch;

import io.groundswell.aws.Parallel;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import io.groundswell.store.Likers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps what has been merged: one row per replica, event and liker, each once however many messages brought it. Each kind is
 * kept within bounds of its own; likers, of which there may be a thousand times as many, apart from what has to be kept before
 * it is delivered. Immutable.
 */
final class Recorder {
    private final Counters counters;
    private final History history;
    private final Optional<Likers> likers;

    /** @param likers empty where nobody wants to know who liked what */
    Recorder(Counters counters, History history, Optional<Likers> likers) {
        this.counters = counters;
        this.history = history;
        this.likers = likers;
    }

    /**
     * Keeps counts and events, side by side.
     *
     * @return the topics of which not everything is known to be kept: nothing of them may be delivered
     */
    Set<Topic> record(Map<Topic, TopicUpdate> updates) {
        Map<Topic, CountedState> counted = some(updates, TopicUpdate::counted, CountedState::isEmpty);
        Map<Topic, DurableEvents> events = some(updates, TopicUpdate::durable, DurableEvents::isEmpty);
        List<Supplier<Set<Topic>>> writes = new ArrayList<>();
        writes.add(() -> counted.isEmpty() ? Set.of() : counters.raise(counted));
        writes.add(() -> events.isEmpty() ? Set.of() : history.keep(events));
        Set<Topic> failed = new HashSet<>();
        Parallel.map(writes, writes.size(), Supplier::get).forEach(failed::addAll);
        return failed;
    }

    /**
     * Keeps who liked what; nothing that is delivered has to wait for it.
     *
     * @return the topics of which not every liker is known to be kept: their messages have to come again
     */
    Set<Topic> note(Map<Topic, TopicUpdate> updates) {
        return likers.map(records -> note(records, updates)).orElse(Set.of());
    }

    private static Set<Topic> note(Likers records, Map<Topic, TopicUpdate> updates) {
        Map<Topic, Map<String, MemberLike>> members = some(updates, TopicUpdate::likers, Map::isEmpty);
        return members.isEmpty() ? Set.of() : records.note(members);
    }

    private static <T> Map<Topic, T> some(
            Map<Topic, TopicUpdate> updates, Function<TopicUpdate, T> part, Predicate<T> isEmpty) {
        Map<Topic, T> parts = new HashMap<>();
        updates.forEach((topic, update) -> {
            T it = part.apply(update);
            if (!isEmpty.test(it)) {
                parts.put(topic, it);
            }
        });
        return parts;
    }
}
