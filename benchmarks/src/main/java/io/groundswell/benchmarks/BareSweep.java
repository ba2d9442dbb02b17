package io.groundswell.benchmarks;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Rolls through the viewers of a loop's topics: at once where a topic was quiet, else so slowly that writes cost about a twelfth of
 * the loop's time, and once in 100 ms at least. Owner: the loop.
 */
final class BareSweep implements Runnable {
    private static final long LONGEST_REVOLUTION = TimeUnit.MILLISECONDS.toNanos(95);
    /** Twelve times what a write costs. */
    private static final long REVOLUTION_PER_VIEWER = TimeUnit.MICROSECONDS.toNanos(60);

    private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(500);
    private static final int SEGMENT = 1 << 20;

    private final EventLoop loop;
    private final Map<Integer, Log> logs = new TreeMap<>();
    private boolean rolling;

    BareSweep(EventLoop loop) {
        this.loop = loop;
    }

    private static final class Segment {
        final ByteBuf bytes = Unpooled.directBuffer(SEGMENT, SEGMENT);
        Segment next = this;
    }

    private static final class Viewer {
        final Channel channel;
        Segment segment;
        int at;

        Viewer(Channel channel, Segment segment) {
            this.channel = channel;
            this.segment = segment;
            this.at = segment.bytes.writerIndex();
        }

        /** One write, but where a segment ends. A segment is never let go: a run is short. */
        void bring() {
            boolean wrote = false;
            while (at < segment.bytes.writerIndex() || segment.next != segment) {
                if (at == segment.bytes.writerIndex()) {
                    segment = segment.next;
                    at = 0;
                    continue;
                }
                ByteBuf slice = segment.bytes.retainedSlice(at, segment.bytes.writerIndex() - at);
                at = segment.bytes.writerIndex();
                var _ = channel.write(slice, channel.voidPromise());
                wrote = true;
            }
            if (wrote) {
                channel.flush();
            }
        }
    }

    private static final class Log {
        final List<Viewer> viewers = new ArrayList<>();
        Segment tail = new Segment();
        boolean news;
        boolean turning;
        int next;
        long startedAt;
        long lasts;

        void begin(long now, long revolution) {
            news = false;
            next = 0;
            lasts = now - startedAt >= revolution * 11 / 10 ? 0 : revolution;
            startedAt = now;
        }

        void roll(long now) {
            int end = viewers.size();
            long due = lasts == 0 ? end : Math.min(end, (now - startedAt) * end / lasts + 1);
            while (next < due) {
                viewers.get(next++).bring();
            }
            if (next == end) {
                turning = false;
            }
        }
    }

    private long revolution() {
        long viewers = 0;
        for (Log log : logs.values()) {
            viewers += log.turning ? log.viewers.size() : 0;
        }
        return Math.min(LONGEST_REVOLUTION, viewers * REVOLUTION_PER_VIEWER);
    }

    EventLoop loop() {
        return loop;
    }

    void join(int topic, Channel channel) {
        Log log = log(topic);
        log.viewers.add(new Viewer(channel, log.tail));
    }

    private Log log(int topic) {
        return logs.computeIfAbsent(topic, _ -> new Log());
    }

    void take(int topic, byte[] frames) {
        Log log = log(topic);
        if (log.tail.bytes.writableBytes() < frames.length) {
            Segment following = new Segment();
            log.tail.next = following;
            log.tail = following;
        }
        log.tail.bytes.writeBytes(frames);
        log.news = true;
        if (!rolling) {
            run();
        }
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        rolling = false;
        for (Log log : logs.values()) {
            if (log.news && !log.turning) {
                log.turning = true;
                log.begin(now, revolution());
            }
            if (log.turning) {
                log.roll(now);
                rolling = true;
            }
        }
        if (rolling) {
            var _ = loop.schedule(this, PAUSE, TimeUnit.NANOSECONDS);
        }
    }
}
