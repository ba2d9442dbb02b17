package io.groundswell.event;

/** A value from outside that cannot be an event, topic or id. Retry class: poison, the same text fails every time. */
public final class InvalidEventException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** @param message as "name: value (expected: …)" */
    public InvalidEventException(String message) {
        super(message);
    }

    public InvalidEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
