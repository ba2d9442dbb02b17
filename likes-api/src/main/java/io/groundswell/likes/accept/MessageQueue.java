package io.groundswell.likes.accept;

import java.util.List;
import java.util.function.Consumer;

/** The queue that dispatchers read. Any thread may send. */
public interface MessageQueue extends AutoCloseable {
    /** Messages in a call; SQS takes no more. */
    int MOST_MESSAGES = 10;

    /** Of all messages in a call together. SQS takes four times as much, emulators do not all. */
    int MOST_BYTES = 256 * 1024;

    /**
     * Tries once to send messages in one call, without blocking.
     *
     * @param messages 1 to {@link #MOST_MESSAGES}, of {@link #MOST_BYTES} together unless it is one alone
     * @param outcomes called exactly once, on any thread, with what became of each message, in their order; what went wrong
     *     comes here and never as an exception
     */
    void send(List<Message> messages, Consumer<List<SendOutcome>> outcomes);

    /** Ends what is under way; who closed it sends nothing more. */
    @Override
    void close();
}
