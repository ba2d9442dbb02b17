package io.groundswell.likes;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import io.groundswell.store.Likers;
import io.groundswell.store.StoreException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counters, history and likers in memory, and how often they were asked. Thread-safe. */
public final class FakeStore implements Counters, History, Likers {
    private final Map<Topic, CountedState> counted = new ConcurrentHashMap<>();
    private final Map<Topic, Map<EventId, DurableEvent>> events = new ConcurrentHashMap<>();
    private final Map<Topic, Map<String, MemberLike>> likers = new ConcurrentHashMap<>();
    private final AtomicInteger counts = new AtomicInteger();
    private volatile boolean failing;

    public void fail() {
        failing = true;
    }

    /** How often events were counted. */
    public int counts() {
        return counts.get();
    }

    public void keep(Topic topic, Replica replica, ReplicaCount count) {
        raise(Map.of(topic, CountedState.of(replica, count)));
    }

    public void keep(Topic topic, DurableEvent event) {
        keep(Map.of(topic, DurableEvents.of(event)));
    }

    public void note(Topic topic, String member, MemberLike like) {
        note(Map.of(topic, Map.of(member, like)));
    }

    @Override
    public Set<Topic> raise(Map<Topic, CountedState> some) {
        some.forEach((topic, state) -> counted.merge(topic, state, CountedState::merge));
        return Set.of();
    }

    @Override
    public CountedState read(Topic topic) {
        requireUp();
        return counted.getOrDefault(topic, CountedState.EMPTY);
    }

    @Override
    public Set<Topic> keep(Map<Topic, DurableEvents> some) {
        some.forEach((topic, each) -> events.computeIfAbsent(
                        topic, ignored -> new ConcurrentSkipListMap<>(Comparator.reverseOrder()))
                .putAll(each.byId()));
        return Set.of();
    }

    @Override
    public Set<Topic> note(Map<Topic, Map<String, MemberLike>> some) {
        some.forEach((topic, members) -> members.forEach(
                (member, like) -> likers.computeIfAbsent(topic, ignored -> new ConcurrentSkipListMap<>())
                        .merge(member, like, MemberLike::merge)));
        return Set.of();
    }

    @Override
    public Optional<Liker> find(Topic topic, String member) {
        requireUp();
        return Optional.ofNullable(likers.getOrDefault(topic, Map.of()).get(member))
                .map(like -> new Liker(member, like));
    }

    @Override
    public List<Liker> list(Topic topic, Optional<String> after, int limit) {
        requireUp();
        return likers.getOrDefault(topic, Map.of()).entrySet().stream()
                .filter(entry -> after.isEmpty() || entry.getKey().compareTo(after.get()) > 0)
                .limit(limit)
                .map(entry -> new Liker(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
        requireUp();
        return events.getOrDefault(topic, Map.of()).values().stream()
                .filter(event -> before.isEmpty() || event.id().compareTo(before.get()) < 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<DurableEvent> since(Topic topic, long acceptedFrom, Optional<EventId> after, int limit) {
        throw new UnsupportedOperationException("the API resumes nobody");
    }

    @Override
    public OptionalLong latestLate(Topic topic) {
        throw new UnsupportedOperationException("the API resumes nobody");
    }

    @Override
    public long count(Topic topic) {
        requireUp();
        counts.incrementAndGet();
        return events.getOrDefault(topic, Map.of()).size();
    }

    private void requireUp() {
        if (failing) {
            throw new StoreException("test", new IllegalStateException());
        }
    }
}
