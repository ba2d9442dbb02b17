package io.groundswell.fleet.duty;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import io.groundswell.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counters and history of one topic, in memory, that can be out of order. */
final class FakeStore implements Counters, History {
    final List<DurableEvent> events = new CopyOnWriteArrayList<>();
    volatile CountedState counted = CountedState.EMPTY;
    volatile boolean broken;

    @Override
    public void keep(Topic topic, Replica replica, ReplicaCount count) {
        counted = counted.merge(CountedState.of(replica, count));
    }

    @Override
    public CountedState read(Topic topic) {
        check();
        return counted;
    }

    @Override
    public void keep(Topic topic, DurableEvent event) {
        events.add(event);
    }

    @Override
    public List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
        throw new IllegalStateException("newest: asked (expected: a node reads from a time on)");
    }

    @Override
    public List<DurableEvent> since(Topic topic, long acceptedFrom, Optional<EventId> after, int limit) {
        check();
        return events.stream()
                .filter(event -> event.id().acceptedAt() >= acceptedFrom)
                .filter(event -> after.isEmpty() || event.id().compareTo(after.get()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public OptionalLong latestLate(Topic topic) {
        check();
        return OptionalLong.empty();
    }

    @Override
    public long count(Topic topic) {
        return events.size();
    }

    private void check() {
        if (broken) {
            throw new StoreException("store: out of order", new IllegalStateException("by the test's wish"));
        }
    }
}
