package io.groundswell.http;

import java.time.Duration;

/**
 * Who may connect to a server, and when one of them counts as gone.
 *
 * @param maxConnections how many may speak HTTP at once; one more is closed when it connects. A connection that was taken
 *     over does not count. As many streams of HTTP/2 may be open on all connections together; one more is refused
 * @param proxyHeader whether each connection begins with a header of PROXY protocol, version 2, that says whose it is; one
 *     that begins otherwise is closed
 * @param lostAfter how long a peer may leave what it was sent unacknowledged, or take nothing, until its connection is
 *     closed; at least 1 s. Where nothing is in flight it is asked for a sign of life, so that one which vanished is found in
 *     the same time, and on {@link Transport#NIO} in a third more, but there not while something is in flight
 */
public record Peers(int maxConnections, boolean proxyHeader, Duration lostAfter) {
    public static final Peers DEFAULT = new Peers(20_000, false, Duration.ofSeconds(30));

    public Peers {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections: " + maxConnections + " (expected: 1 or more)");
        }
        if (lostAfter.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lostAfter: " + lostAfter.toMillis() + " ms (expected: 1000 or more)");
        }
    }
}
