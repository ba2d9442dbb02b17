package io.groundswell.event;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    private static final Map<String, EventKind> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventKind::wireName, Function.identity()));

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
        EventKind kind = BY_WIRE_NAME.get(name);
        if (kind == null) {
            throw new InvalidEventException("event kind: " + Abbreviated.of(name) + " (expected: one of "
                    + Arrays.stream(values()).map(EventKind::wireName).toList() + ")");
        }
        return kind;
    }

    EventKind require(DeliveryClass expected) {
        if (deliveryClass != expected) {
            throw new InvalidEventException("event kind: " + wireName + " (expected: one of class " + expected + ")");
        }
        return this;
    }
}
