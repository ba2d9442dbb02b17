package io.groundswell.likes.moderation;

/** What moderation says to a comment. */
public sealed interface Verdict {
    /** It may be shown. */
    record Allowed() implements Verdict {}

    /**
     * It must not be shown, however often it is sent.
     *
     * @param reason for the member who wrote it; may be empty
     */
    record Refused(String reason) implements Verdict {}

    /**
     * There is no verdict: what is configured for that case counts.
     *
     * @param why for the log, as "name: value (expected: …)"
     */
    record Undecided(String why) implements Verdict {}
}
