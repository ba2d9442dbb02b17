package io.groundswell.http;

/** The address cannot be listened on. Retry class: fatal, the process does not start. */
public final class BindFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BindFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
