package io.groundswell.local;

import java.util.List;

/** What {@code GET /local/status} and {@code groundswell status --json} say: addresses as a browser has them. */
public record LocalStatus(String api, String stream, String page, List<Node> nodes) {
    /** A live node. */
    public record Node(String id, String stream) {}
}
