package io.groundswell.fleet.resume;

/** What came of a viewer's wish for a topic's past. */
public enum ReadOutcome {
    /** It was read for this viewer first. */
    READ,
    /** It had been read, or was being read, for another. */
    SHARED,
    /** It could not be read, there was too much of it, or too many waited. */
    UNKNOWN
}
