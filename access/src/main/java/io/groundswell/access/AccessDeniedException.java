package io.groundswell.access;

/** Credentials are missing or cannot be used. It has no stack trace: it is an answer, not a failure. Retry class: poison. */
public final class AccessDeniedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why; each is one thing that a client can do about it. */
    public enum Reason {
        /** No credentials, where they are needed. */
        TOKEN_REQUIRED,
        /** Credentials that no time mends. */
        INVALID_TOKEN,
        /** They were good once: get new ones. */
        TOKEN_EXPIRED,
        /** The key that they name is being asked for: show them again in a second. Retry class: retryable. */
        KEY_NOT_KNOWN_YET
    }

    private final Reason reason;

    /** @param message may be shown to the client */
    AccessDeniedException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static AccessDeniedException invalid(String message) {
        return new AccessDeniedException(Reason.INVALID_TOKEN, message);
    }

    public Reason reason() {
        return reason;
    }
}
