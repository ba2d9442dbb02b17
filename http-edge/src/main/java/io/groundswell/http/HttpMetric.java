package io.groundswell.http;

/** Every metric of a server; names as Micrometer has them, dots become underscores in Prometheus. */
public enum HttpMetric {
    REQUESTS(
            "groundswell.http.requests",
            "server, method, route, status",
            "Requests answered or taken over: how many, and seconds from the last byte read to the answer."),
    CONNECTIONS("groundswell.http.connections", "server", "Connections that speak HTTP now."),
    TURNED_AWAY(
            "groundswell.http.connections.turned.away",
            "server",
            "Connections closed when they came, since as many as may spoke HTTP already."),
    STREAMS("groundswell.http.streams", "server", "Streams of HTTP/2 that are open now, each a request."),
    STREAMS_REFUSED(
            "groundswell.http.streams.refused",
            "server",
            "Streams of HTTP/2 refused, since as many as may were open; their clients may send them again."),
    HTTP2_FAILED(
            "groundswell.http.http2.failed",
            "server",
            "Connections of HTTP/2 ended, since the client broke the protocol or flooded it.");

    private final String metricName;
    private final String tags;
    private final String meaning;

    HttpMetric(String metricName, String tags, String meaning) {
        this.metricName = metricName;
        this.tags = tags;
        this.meaning = meaning;
    }

    public String metricName() {
        return metricName;
    }

    /** As the documentation lists them. */
    public String tags() {
        return tags;
    }

    /** One sentence for the documentation. */
    public String meaning() {
        return meaning;
    }
}
