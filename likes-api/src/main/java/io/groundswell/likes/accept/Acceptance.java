package io.groundswell.likes.accept;

/** What became of a like or an event that a client published. */
public sealed interface Acceptance {
    /** The queue has it: nothing is lost from here on. */
    record Accepted() implements Acceptance {}

    /**
     * It was not taken, for certain, since too much is under way. Worth another try soon.
     *
     * @param what is full, as "name: value (expected: …)"
     */
    record Overloaded(String what) implements Acceptance {}

    /** It was not taken, for certain, since the queue does not take it. Worth another try soon. */
    record QueueUnavailable() implements Acceptance {}

    /** It may have been taken or not; another try may count twice. */
    record OutcomeUnknown() implements Acceptance {}

    /** What a message's fate means for each request in it. */
    static Acceptance of(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Accepted ignored -> new Accepted();
            case SendOutcome.Unknown ignored -> new OutcomeUnknown();
            case SendOutcome.Refused refused ->
                switch (refused.reason()) {
                    case OVERLOADED -> new Overloaded("queue: refused for the moment (expected: fewer messages)");
                    case UNAVAILABLE, LEFT_OUT -> new QueueUnavailable();
                };
        };
    }
}
