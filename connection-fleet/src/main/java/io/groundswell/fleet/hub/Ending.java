package io.groundswell.fleet.hub;

/**
 * Why a node ends a stream, and what the client is to do.
 *
 * @param code stable, for programs
 * @param reason for people
 * @param reconnectable whether coming back makes sense
 * @param retryMillis how long to wait before that, in milliseconds
 */
public record Ending(String code, String reason, boolean reconnectable, long retryMillis) {
    /** A viewer fell behind by more than the node keeps. */
    public static final Ending TOO_SLOW = new Ending("too_slow", "the connection fell too far behind", true, 1_000);

    /** The node stops. */
    public static Ending nodeStopping(long retryMillis) {
        return new Ending("node_stopping", "the node stops", true, retryMillis);
    }
}
