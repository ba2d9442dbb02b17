package io.groundswell.local.embedded;

import org.jspecify.annotations.Nullable;

/** A port cannot be listened on. Retry class: fatal, nothing starts. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PortTakenException(int port, @Nullable Throwable cause) {
        super("port: " + port + " (expected: a free port; --port-base moves all of them)", cause);
    }
}
