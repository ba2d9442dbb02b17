package io.groundswell.fleet.resume;

import com.github.f4b6a3.ulid.Ulid;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import io.groundswell.store.History;
import io.groundswell.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The history of one topic, in memory, that can be out of order and counts its readings. */
final class FakeHistory implements History, Counters {
    final NavigableMap<EventId, DurableEvent> events = new ConcurrentSkipListMap<>();
    final AtomicInteger pages = new AtomicInteger();
    volatile OptionalLong late = OptionalLong.empty();
    /** How many readings fail from now on. */
    final AtomicInteger failures = new AtomicInteger();

    void add(long acceptedAt, long dispatchedAt) {
        EventId id = EventId.of(Ulid.min(acceptedAt), "local");
        events.put(id, new DurableEvent(id, EventKind.COMMENT, "ada", acceptedAt, dispatchedAt, "{}"));
    }

    @Override
    public List<DurableEvent> since(Topic topic, long acceptedFrom, Optional<EventId> after, int limit) {
        pages.incrementAndGet();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StoreException("history: out of order", new IllegalStateException("by the test's wish"));
        }
        return events.values().stream()
                .filter(event -> event.id().acceptedAt() >= acceptedFrom)
                .filter(event -> after.isEmpty() || event.id().compareTo(after.get()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public OptionalLong latestLate(Topic topic) {
        return late;
    }

    @Override
    public CountedState read(Topic topic) {
        return CountedState.EMPTY;
    }

    @Override
    public Set<Topic> keep(Map<Topic, DurableEvents> some) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Topic> raise(Map<Topic, CountedState> some) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long count(Topic topic) {
        throw new UnsupportedOperationException();
    }
}
