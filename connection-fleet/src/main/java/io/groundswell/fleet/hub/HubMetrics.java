package io.groundswell.fleet.hub;

/** What the hub counts. Any thread. */
public interface HubMetrics {
    /** A stream was ended by the node. */
    void ended(Ending ending);

    /** Frames were appended to logs. */
    void appended(int frames);

    /** So many viewers were told that something may be missing. */
    void gapTold(int viewers);

    /** One viewer was. */
    default void gapTold() {
        gapTold(1);
    }

    /** Values of class LATEST were left out, since their topics have as many keys as are remembered. */
    void leftOut(int values);

    /** A batch was turned away, since the intake thread has too much to do. */
    void overflowed();

    /** Slow connections hold so much memory of logs that have moved on. */
    void pinned(long bytes);
}
