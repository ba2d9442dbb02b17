package io.groundswell.event;

import com.github.f4b6a3.ulid.Ulid;

/**
 * Names one DURABLE event for ever: a ULID and the region that accepted it, {@code 01J…26 characters….us-east-1}. Ids of
 * one process sort by time of acceptance.
 */
public record EventId(String value) implements Comparable<EventId> {
    private static final int ULID_LENGTH = 26;
    private static final int LONGEST_REGION = 32;
    /** A ULID in upper case only: one event must not have two names, and their order as text is their order in time. */
    private static final Alphabet ULID = Alphabet.of("0-9A-HJKMNP-TV-Z");

    /** @throws InvalidEventException if the text is not an event id */
    public EventId {
        if (!isEventId(value)) {
            throw new InvalidEventException(
                    "event id: " + Abbreviated.of(value) + " (expected: a ULID, a dot and a region)");
        }
    }

    private static boolean isEventId(String text) {
        int length = text.length();
        return length > ULID_LENGTH + 1
                && length <= ULID_LENGTH + 1 + LONGEST_REGION
                && text.charAt(0) <= '7'
                && ULID.spellsRange(text, 0, ULID_LENGTH)
                && text.charAt(ULID_LENGTH) == '.'
                && Replica.REGION.spellsRange(text, ULID_LENGTH + 1, length);
    }

    /** @throws InvalidEventException if the region is not 1 to 32 of {@code a-z 0-9 -} */
    public static EventId of(Ulid ulid, String region) {
        return new EventId(ulid + "." + region);
    }

    /** When the event was accepted, in milliseconds since 1970. */
    public long acceptedAt() {
        return Ulid.from(value.substring(0, ULID_LENGTH)).getTime();
    }

    /** Where the event was accepted. */
    public String region() {
        return value.substring(ULID_LENGTH + 1);
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
