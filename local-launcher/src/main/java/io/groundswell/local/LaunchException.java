package io.groundswell.local;

import org.jspecify.annotations.Nullable;

/** The platform could not start; the message is all that a person needs. Retry class: fatal. */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LaunchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
