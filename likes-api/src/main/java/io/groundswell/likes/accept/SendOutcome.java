package io.groundswell.likes.accept;

/** What is known about a message after an attempt to send it. */
public sealed interface SendOutcome {
    /** The queue has it. */
    record Accepted() implements SendOutcome {}

    /**
     * The queue does not have it, for certain: it was refused, or never left this process.
     *
     * @param detail what happened, for logs
     */
    record Refused(Reason reason, String detail) implements SendOutcome {}

    /**
     * The queue may have it or not: the answer was lost, late or an error that says neither.
     *
     * @param detail what happened, for logs
     */
    record Unknown(String detail) implements SendOutcome {}

    /** Why a message was refused. */
    enum Reason {
        /** There is more than the queue, or the way to it, takes at the moment. */
        OVERLOADED,
        /** The queue cannot be reached, or does not want this message. */
        UNAVAILABLE
    }
}
