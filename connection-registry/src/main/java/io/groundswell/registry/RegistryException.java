package io.groundswell.registry;

/** The registry could not be read or written. Retry class: retryable. */
public final class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what was tried */
    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
