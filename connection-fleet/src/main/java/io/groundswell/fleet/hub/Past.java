package io.groundswell.fleet.hub;

/** What came of reading a topic's past. */
public sealed interface Past permits Past.Unknown, PastFrames {
    /** It cannot be read, or there is too much of it. */
    record Unknown() implements Past {}
}
