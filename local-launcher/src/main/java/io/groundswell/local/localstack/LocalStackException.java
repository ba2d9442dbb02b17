package io.groundswell.local.localstack;

import org.jspecify.annotations.Nullable;

/** LocalStack could not be started, or the deployment there failed; the message is all that a person needs. Retry class: fatal. */
public final class LocalStackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LocalStackException(String message) {
        super(message);
    }

    LocalStackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
