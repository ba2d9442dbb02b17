package io.groundswell.local.client;

import org.jspecify.annotations.Nullable;

/** The other side does not answer, or says no; the message is all that a person needs. Retry class: retryable. */
public final class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
