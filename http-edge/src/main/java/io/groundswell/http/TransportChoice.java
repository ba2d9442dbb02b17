package io.groundswell.http;

/** Which transport a server is to take; the automatic choice is {@link Transport#best}. */
public enum TransportChoice {
    AUTO,
    EPOLL,
    IO_URING,
    NIO;

    /** @throws IllegalArgumentException if this machine does not offer what was named */
    public Transport transport() {
        if (this == AUTO) {
            return Transport.best();
        }
        Transport named = Transport.valueOf(name());
        if (!named.isAvailable()) {
            throw new IllegalArgumentException("transport: " + named
                    + " is not available here (expected: one that is, such as " + Transport.best() + ")");
        }
        return named;
    }
}
