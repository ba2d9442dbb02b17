package io.groundswell.http;

/**
 * One listener.
 *
 * @param host the address to listen on, such as 0.0.0.0
 * @param port 0 to 65535; 0 takes a free one
 * @param name in metrics and logs, such as "api"
 * @param http2 whether a client may speak HTTP/2; not where connections are taken over
 */
public record HttpServerConfig(
        String host, int port, HttpLimits limits, Cors cors, Peers peers, String name, boolean http2) {
    public HttpServerConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
    }

    /** With the usual bounds on who may connect, and HTTP/2. */
    public HttpServerConfig(String host, int port, HttpLimits limits, Cors cors, String name) {
        this(host, port, limits, cors, Peers.DEFAULT, name, true);
    }

    public HttpServerConfig withPeers(Peers other) {
        return new HttpServerConfig(host, port, limits, cors, other, name, http2);
    }

    public HttpServerConfig withoutHttp2() {
        return new HttpServerConfig(host, port, limits, cors, peers, name, false);
    }
}
