package io.groundswell.fleet.hub;

import java.time.Duration;

/**
 * Bounds of the hub.
 *
 * @param live what the log that viewers follow keeps: a viewer that falls further behind gets the state instead
 * @param replay what is kept of DURABLE frames for viewers that come back
 * @param heartbeat how long a connection may be silent before it gets a ping
 * @param intakeBytes how many bytes of batches may be taken in and not be published yet
 * @param pinnedBytes how much memory slow connections may hold of logs that have moved on; beyond, they are ended
 * @param linger how long a topic without viewers is kept
 */
public record HubConfig(
        FrameLog.Retention live,
        FrameLog.Retention replay,
        Duration heartbeat,
        long intakeBytes,
        long pinnedBytes,
        Duration linger) {
    private static final long PINNED = 256 << 20;
    private static final FrameLog.Retention LIVE = new FrameLog.Retention(4 << 20, 5_000);

    public HubConfig {
        if (heartbeat.toMillis() < 100) {
            throw new IllegalArgumentException("heartbeat: " + heartbeat + " (expected: at least 100 ms)");
        }
        if (intakeBytes < 1) {
            throw new IllegalArgumentException("intakeBytes: " + intakeBytes + " (expected: 1 or more)");
        }
    }

    /**
     * With the live log's usual bounds.
     *
     * @param replayBytes for each topic
     * @param replayAge how old a frame may be
     */
    public static HubConfig of(
            long replayBytes, Duration replayAge, Duration heartbeat, long intakeBytes, Duration linger) {
        return new HubConfig(
                LIVE,
                new FrameLog.Retention(replayBytes, replayAge.toMillis()),
                heartbeat,
                intakeBytes,
                PINNED,
                linger);
    }
}
