package io.groundswell.likes;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import io.groundswell.store.StoreException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counters and history in memory, and how often they were asked. Thread-safe. */
public final class FakeStore implements Counters, History {
    private final Map<Topic, CountedState> counted = new ConcurrentHashMap<>();
    private final Map<Topic, Map<EventId, DurableEvent>> events = new ConcurrentHashMap<>();
    private final AtomicInteger counts = new AtomicInteger();
    private volatile boolean failing;

    public void fail() {
        failing = true;
    }

    /** How often events were counted. */
    public int counts() {
        return counts.get();
    }

    @Override
    public void keep(Topic topic, Replica replica, ReplicaCount count) {
        counted.merge(topic, CountedState.of(replica, count), CountedState::merge);
    }

    @Override
    public CountedState read(Topic topic) {
        requireUp();
        return counted.getOrDefault(topic, CountedState.EMPTY);
    }

    @Override
    public void keep(Topic topic, DurableEvent event) {
        events.computeIfAbsent(topic, ignored -> new ConcurrentSkipListMap<>(Comparator.reverseOrder()))
                .put(event.id(), event);
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
