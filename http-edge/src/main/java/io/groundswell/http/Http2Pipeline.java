package io.groundswell.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import java.net.InetSocketAddress;

/**
 * Puts the handlers of HTTP/2 into a connection, in the place of those of HTTP/1.1. Frames, flow control, compression of
 * headers and the bounds on floods are Netty's; each stream is a channel of its own, in which a request looks as it does in
 * HTTP/1.1.
 */
final class Http2Pipeline {
    /** Requests of one connection that run at a time; a balancer opens more connections where it needs more. */
    static final int MOST_STREAMS = 100;

    /**
     * More than a request may have, so that one whose headers are too large is told so and the others of the connection
     * go on; what is larger than this again is the end of the connection.
     */
    private static final int HEADER_ROOM = 4;

    private static final int WINDOW_BYTES = 65_535;
    private static final int MOST_RESETS = 200;
    private static final int RESETS_WINDOW_SECONDS = 30;
    private static final int MOST_QUEUED_CONTROL_FRAMES = 1_000;
    private static final int MOST_EMPTY_DATA_FRAMES = 2;
    private static final long LONGEST_CLOSE_MILLIS = 2_000;

    private Http2Pipeline() {}

    /** @param remote who is at the other end, as far as is known */
    static void replaceHttp1(Channel channel, InetSocketAddress remote, Serving serving) {
        Http2Connection connection = new Http2Connection(channel, remote, serving);
        ChannelInitializer<Channel> streams = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2Stream(stream, connection, serving));
            }
        };
        // What the new handlers write when they are added is not for the old encoder.
        channel.pipeline().remove(HttpResponseEncoder.class);
        HttpPipeline.replace(channel, codec(serving.config().limits()), new Http2MultiplexHandler(streams), connection);
    }

    private static Http2FrameCodec codec(HttpLimits limits) {
        return Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MOST_STREAMS)
                        .initialWindowSize(WINDOW_BYTES)
                        .maxHeaderListSize((long) HEADER_ROOM * limits.maxHeaderBytes()))
                .validateHeaders(true)
                .validateRequiredPseudoHeaders(true)
                .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESETS_WINDOW_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESETS_WINDOW_SECONDS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(MOST_EMPTY_DATA_FRAMES)
                .encoderEnforceMaxQueuedControlFrames(MOST_QUEUED_CONTROL_FRAMES)
                .gracefulShutdownTimeoutMillis(LONGEST_CLOSE_MILLIS)
                .build();
    }
}
