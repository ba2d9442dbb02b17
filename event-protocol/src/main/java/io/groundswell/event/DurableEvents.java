package io.groundswell.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The DURABLE state of a topic: a grow-only set of events by their ids, in the ids' order. */
public record DurableEvents(Map<EventId, DurableEvent> byId) {
    public static final DurableEvents EMPTY = new DurableEvents(Map.of());

    public DurableEvents {
        byId = Merge.copy(byId);
    }

    public static DurableEvents of(DurableEvent... events) {
        return of(List.of(events));
    }

    public static DurableEvents of(Collection<DurableEvent> events) {
        TreeMap<EventId, DurableEvent> byId = new TreeMap<>();
        events.forEach(event -> byId.merge(event.id(), event, DurableEvent::merge));
        return new DurableEvents(byId);
    }

    /** Those that were dispatched at a time or later, in milliseconds since 1970. */
    public DurableEvents dispatchedFrom(long millis) {
        return of(all().stream().filter(event -> event.dispatchedAt() >= millis).toList());
    }

    /** All events of both. */
    public DurableEvents merge(DurableEvents other) {
        return new DurableEvents(Merge.pointwise(byId, other.byId, DurableEvent::merge));
    }

    public Collection<DurableEvent> all() {
        return byId.values();
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }
}
