package io.groundswell.fleet.hub;

/** What the hub counts. Any thread. */
public interface HubMetrics {
    /** A stream was ended by the node. */
    void ended(Ending ending);

    /** Frames were appended to logs. */
    void appended(int frames);

    /** A viewer that came back was told that something may be missing. */
    void gapTold();

    /** A batch was turned away, since too much waits for the intake thread. */
    void overflowed();

    /** Slow connections hold so much memory of logs that have moved on. */
    void pinned(long bytes);
}
