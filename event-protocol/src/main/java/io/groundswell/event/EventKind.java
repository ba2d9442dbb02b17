package io.groundswell.event;

import java.util.Arrays;

/** What an event is to a viewer; its wire name is the {@code event:} of the stream. */
public enum EventKind {
    LIKES("likes", DeliveryClass.COUNTED),
    VIEWERS("viewers", DeliveryClass.LATEST),
    PRESENCE("presence", DeliveryClass.LATEST),
    TYPING("typing", DeliveryClass.LATEST),
    SEEN("seen", DeliveryClass.LATEST),
    COMMENT("comment", DeliveryClass.DURABLE),
    MESSAGE("message", DeliveryClass.DURABLE),
    NOTIFICATION("notification", DeliveryClass.DURABLE);

    private final String wireName;
    private final DeliveryClass deliveryClass;

    EventKind(String wireName, DeliveryClass deliveryClass) {
        this.wireName = wireName;
        this.deliveryClass = deliveryClass;
    }

    public String wireName() {
        return wireName;
    }

    public DeliveryClass deliveryClass() {
        return deliveryClass;
    }

    /** @throws InvalidEventException if no kind has that name */
    public static EventKind ofWireName(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidEventException("event kind: " + Abbreviated.of(name)
                        + " (expected: one of "
                        + Arrays.stream(values()).map(EventKind::wireName).toList() + ")"));
    }

    EventKind require(DeliveryClass expected) {
        if (deliveryClass != expected) {
            throw new InvalidEventException("event kind: " + wireName + " (expected: one of class " + expected + ")");
        }
        return this;
    }
}
