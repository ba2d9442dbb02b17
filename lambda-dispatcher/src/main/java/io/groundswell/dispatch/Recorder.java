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
 * Keeps what has been merged: one row per replica, event and liker, each once however many messages brought it. The three kinds
 * are kept side by side, and each within its own bounds. Immutable.
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
     * What is not known to be kept.
     *
     * @param unrecorded topics whose counts or events are not: nothing of them may be delivered
     * @param withoutLikers topics of which only likers are not: they are delivered, and their messages come again all the same
     */
    record Failures(Set<Topic> unrecorded, Set<Topic> withoutLikers) {
        /** Those whose messages come again. */
        Set<Topic> all() {
            Set<Topic> all = new HashSet<>(unrecorded);
            all.addAll(withoutLikers);
            return all;
        }
    }

    Failures record(Map<Topic, TopicUpdate> updates) {
        Map<Topic, CountedState> counted = some(updates, TopicUpdate::counted, CountedState::isEmpty);
        Map<Topic, DurableEvents> events = some(updates, TopicUpdate::durable, DurableEvents::isEmpty);
        List<Supplier<Set<Topic>>> writes = new ArrayList<>();
        writes.add(() -> counted.isEmpty() ? Set.of() : counters.raise(counted));
        writes.add(() -> events.isEmpty() ? Set.of() : history.keep(events));
        writes.add(() -> likers.map(records -> keep(records, updates)).orElse(Set.of()));
        List<Set<Topic>> failed = Parallel.map(writes, writes.size(), Supplier::get);
        Set<Topic> unrecorded = new HashSet<>(failed.get(0));
        unrecorded.addAll(failed.get(1));
        return new Failures(unrecorded, failed.get(2));
    }

    private static Set<Topic> keep(Likers records, Map<Topic, TopicUpdate> updates) {
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
