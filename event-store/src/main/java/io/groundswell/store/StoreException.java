package io.groundswell.store;

/** The store could not be read or written. Retry class: retryable, every operation here is its own repeat. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what was tried, as "name: value (expected: …)" where a value is to blame */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
