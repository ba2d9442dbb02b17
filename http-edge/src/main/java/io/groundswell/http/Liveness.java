package io.groundswell.http;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/** The socket options by which the kernel finds a peer that vanished without a word. */
final class Liveness {
    private static final int PROBES = 3;

    private Liveness() {}

    /** @param lostAfter as {@link Peers} says */
    static Map<ChannelOption<?>, Object> options(Transport transport, Duration lostAfter) {
        int millis = Math.toIntExact(lostAfter.toMillis());
        // One part of silence before the first probe, and one after each.
        int seconds = Math.max(1, millis / (1_000 * PROBES));
        Map<ChannelOption<?>, Object> options = new HashMap<>();
        options.put(ChannelOption.SO_KEEPALIVE, true);
        switch (transport) {
            case EPOLL -> {
                options.put(EpollChannelOption.TCP_USER_TIMEOUT, millis);
                options.put(EpollChannelOption.TCP_KEEPIDLE, seconds);
                options.put(EpollChannelOption.TCP_KEEPINTVL, seconds);
                options.put(EpollChannelOption.TCP_KEEPCNT, PROBES);
            }
            case IO_URING -> {
                options.put(IoUringChannelOption.TCP_USER_TIMEOUT, millis);
                options.put(IoUringChannelOption.TCP_KEEPIDLE, seconds);
                options.put(IoUringChannelOption.TCP_KEEPINTVL, seconds);
                options.put(IoUringChannelOption.TCP_KEEPCNT, PROBES);
            }
            case NIO -> {
                options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), seconds);
                options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), seconds);
                options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
            }
        }
        return options;
    }
}
