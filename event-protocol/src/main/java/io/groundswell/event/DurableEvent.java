package io.groundswell.event;

import java.util.Comparator;

/**
 * An event that every viewer gets, once: a comment, message or notification.
 *
 * @param actor the member who did it
 * @param acceptedAt when the API had read it, in milliseconds since 1970
 * @param dispatchedAt when a dispatcher's latest attempt began to deliver it, in milliseconds since 1970; 0 before the first
 * @param content a JSON object as text; only the first and the last component on its way look inside
 */
public record DurableEvent(
        EventId id, EventKind kind, String actor, long acceptedAt, long dispatchedAt, String content) {
    private static final Comparator<DurableEvent> ORDER = Comparator.comparingLong(DurableEvent::dispatchedAt)
            .thenComparingLong(DurableEvent::acceptedAt)
            .thenComparing(DurableEvent::kind)
            .thenComparing(DurableEvent::actor)
            .thenComparing(DurableEvent::content);

    /** @throws InvalidEventException if the kind is not of class DURABLE */
    public DurableEvent {
        kind.require(DeliveryClass.DURABLE);
    }

    public DurableEvent withDispatchedAt(long millis) {
        return new DurableEvent(id, kind, actor, acceptedAt, millis, content);
    }

    /** Of two copies the later dispatched; the rest of the order only makes the choice the same everywhere. */
    DurableEvent merge(DurableEvent other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }
}
