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
        OVERLOADED(false),
        /** The queue cannot be reached, or does not want this message. */
        UNAVAILABLE(false),
        /** The queue took the call, but for a reason of its own not this message of it. */
        LEFT_OUT(true);

        private final boolean worthRepeating;

        Reason(boolean worthRepeating) {
            this.worthRepeating = worthRepeating;
        }

        /** Whether this process should try again by itself; else its clients are told at once, and know better when to. */
        boolean isWorthRepeating() {
            return worthRepeating;
        }
    }
}
