package io.groundswell.fleet.duty;

import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import io.groundswell.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counters and history of one topic, in memory, that can be out of order. */
final class FakeStore implements Counters, History {
    final List<DurableEvent> events = new CopyOnWriteArrayList<>();
    volatile CountedState counted = CountedState.EMPTY;
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean broken;

    @Override
    public Set<Topic> raise(Map<Topic, CountedState> some) {
        some.values().forEach(state -> counted = counted.merge(state));
        return Set.of();
    }

    @Override
    public CountedState read(Topic topic) {
        check();
        return counted;
    }

    @Override
    public Set<Topic> keep(Map<Topic, DurableEvents> some) {
        some.values().forEach(each -> events.addAll(each.all()));
        return Set.of();
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
        reads.incrementAndGet();
        if (broken) {
            throw new StoreException("store: out of order", new IllegalStateException("by the test's wish"));
        }
    }
}
