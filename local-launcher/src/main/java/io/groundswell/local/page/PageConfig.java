package io.groundswell.local.page;

import io.groundswell.event.Topic;
import java.net.URI;
import java.util.List;

/**
 * What the page must know before it can begin.
 *
 * @param stream the stream's address as a browser reaches it, such as http://127.0.0.1:8081/v1/stream
 * @param video the id of the video to show where the page's own address names none
 * @param guests whether a viewer without a token is admitted
 * @param reactions at least one, in the order of the buttons
 */
public record PageConfig(URI stream, String video, boolean guests, List<String> reactions) {
    public PageConfig {
        if (stream.getHost() == null) {
            throw new IllegalArgumentException("stream: " + stream + " (expected: an absolute http or https address)");
        }
        Topic.video(video);
        if (reactions.isEmpty()) {
            throw new IllegalArgumentException("reactions: none (expected: at least one)");
        }
        reactions = List.copyOf(reactions);
    }

    /** What a browser compares when the page connects: scheme, host and port. */
    String streamOrigin() {
        return stream.getScheme() + "://" + stream.getAuthority();
    }
}
