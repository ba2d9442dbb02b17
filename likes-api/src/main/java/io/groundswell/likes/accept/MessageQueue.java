package io.groundswell.likes.accept;

import java.util.function.Consumer;

/** The queue that dispatchers read. Any thread may send. */
public interface MessageQueue {
    /**
     * Tries once to send a message, without blocking.
     *
     * @param body a batch in the wire format
     * @param outcome called exactly once, on any thread; what went wrong comes here and never as an exception
     */
    void send(String body, Consumer<SendOutcome> outcome);
}
