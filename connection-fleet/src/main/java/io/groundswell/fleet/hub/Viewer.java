package io.groundswell.fleet.hub;

import io.groundswell.event.Topic;
import io.netty.channel.Channel;
import java.util.Arrays;
import java.util.List;

/** One connection and its cursors. Owner: its channel's event loop. */
public final class Viewer {
    final Channel channel;
    private final String connectionId;
    private final FrameEncoder encoder;
    private Cursor[] cursors = new Cursor[0];
    /** When something was last written, in nanoseconds. */
    long lastWrite;

    Viewer(Channel channel, String connectionId, FrameEncoder encoder) {
        this.channel = channel;
        this.connectionId = connectionId;
        this.encoder = encoder;
    }

    public String connectionId() {
        return connectionId;
    }

    FrameEncoder encoder() {
        return encoder;
    }

    Cursor[] cursors() {
        return cursors;
    }

    void follow(List<Cursor> followed) {
        cursors = followed.toArray(Cursor[]::new);
    }

    List<Topic> topics() {
        return Arrays.stream(cursors).map(cursor -> cursor.topic.log.topic).toList();
    }
}
