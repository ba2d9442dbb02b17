package io.groundswell.fleet.hub;

import io.groundswell.event.Topic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundInvoker;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection and its cursors. Owner: its channel's event loop. */
public final class Viewer {
    final Channel channel;
    /** Where what is written to the channel goes in: as near to the socket as the stream's framing allows. */
    final ChannelOutboundInvoker out;

    private final String connectionId;
    private final FrameEncoder encoder;
    private Cursor[] cursors = new Cursor[0];
    private @Nullable Replay replay;
    /** When something was last written, in nanoseconds. */
    long lastWrite;

    /** When its term is over, in milliseconds since 1970, and why. */
    final long endsAt;

    final EndReason endReason;

    /** Its place in the {@link ViewerWheel}, which alone changes these. */
    boolean watched;

    int slot = -1;

    @Nullable
    Viewer before;

    @Nullable
    Viewer after;

    Viewer(ChannelHandlerContext at, String connectionId, FrameEncoder encoder, Term term) {
        this.channel = at.channel();
        this.out = at;
        this.connectionId = connectionId;
        this.encoder = encoder;
        this.endsAt = term.endsAt();
        this.endReason = term.reason();
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

    /** Whether it certainly lacks nothing: a cheap answer for the many that follow one topic. */
    boolean hasAll() {
        return cursors.length == 1 && cursors[0].isAtEnd();
    }

    /** What it gets before anything of the logs; null where there is nothing. */
    @Nullable
    Replay replay() {
        return replay;
    }

    void replay(@Nullable Replay awaited) {
        replay = awaited;
    }

    /** Whether it has got all that is published, so that a position may vouch for that. */
    boolean hasAll(long published) {
        return replay == null && Arrays.stream(cursors).allMatch(cursor -> cursor.isDone(published));
    }

    List<Topic> topics() {
        return Arrays.stream(cursors).map(cursor -> cursor.topic.log.topic).toList();
    }
}
