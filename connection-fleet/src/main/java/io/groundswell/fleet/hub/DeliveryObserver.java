package io.groundswell.fleet.hub;

/** Learns how long events took from acceptance to the socket. Called by one event loop; a sample is enough. */
public interface DeliveryObserver {
    /** How many frames of the next write should be observed, at most; 0 where that write should not be. */
    int wanted();

    /**
     * The node's write of these frames to the socket is done.
     *
     * @param acceptedAt when the oldest event of each observed frame was accepted, in milliseconds since 1970
     */
    void written(long[] acceptedAt);
}
