package io.groundswell.fleet.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The viewers of one event loop. Owner: that loop; only {@link #start} may be called by any thread. */
public final class LoopHub implements ViewerWheel.Due {
    private static final Logger LOG = LoggerFactory.getLogger(LoopHub.class);
    /** So long a viewer may take to read why its stream ends. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private final Hub hub;
    private final EventLoop loop;
    private final int index;
    private final LongSupplier nanoTime;
    private final Sweep sweep;
    private final Writer writer;
    private final Comebacks comebacks;
    private final ViewerWheel viewers;
    private final Map<TopicLog, LoopTopic> topics = new HashMap<>();
    /** What of the shares that were to end was less than one stream. */
    private double shareLeft;

    LoopHub(Hub hub, EventLoop loop, int index, DeliveryObserver observer, LongSupplier nanoTime) {
        this.hub = hub;
        this.loop = loop;
        this.index = index;
        this.nanoTime = nanoTime;
        this.sweep = new Sweep(loop, this, nanoTime, cpuTime(nanoTime));
        this.writer = new Writer(observer, hub::positionAt);
        this.comebacks = new Comebacks(hub, loop, this::visitIfHere);
        this.viewers =
                new ViewerWheel(loop, hub.config().heartbeat(), new ViewerWheel.Clocks(nanoTime, hub::now), this);
    }

    /** Of the thread that asks; the clock instead, where the system does not tell. */
    private static LongSupplier cpuTime(LongSupplier otherwise) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : otherwise;
    }

    public EventLoop loop() {
        return loop;
    }

    /** Hands a topic that has news to the sweep. Any thread. */
    void start(LoopTopic topic) {
        loop.execute(() -> sweep.start(topic));
    }

    /**
     * Opens the stream of a viewer whose topics are attached, and writes its first message.
     *
     * @param resume where it wants to go on, on this node or another; empty to begin now
     */
    Viewer join(Viewer viewer, List<TopicLog> logs, Optional<Position> resume) {
        assert loop.inEventLoop();
        List<Snapshot> states = logs.stream().map(TopicLog::snapshot).toList();
        ByteBuf out = viewer.channel.alloc().buffer(1024);
        Position begin = resume.isPresent() ? null : hub.positionNow();
        viewer.encoder().encodeOpen(new FrameEncoder.Opening(viewer.connectionId(), states, begin), out);
        List<Cursor> cursors = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            cursors.add(enter(viewer, logs.get(i), states.get(i)));
            if (resume.isEmpty()) {
                tellLatest(viewer, states.get(i), out);
            }
        }
        viewer.follow(cursors);
        hub.joined();
        viewer.lastWrite = nanoTime.getAsLong();
        viewers.watch(viewer);
        var _ = viewer.out.writeAndFlush(out, viewer.channel.voidPromise());
        resume.ifPresent(seen -> comebacks.begin(viewer, seen));
        visit(viewer, hub.published());
        return viewer;
    }

    private Cursor enter(Viewer viewer, TopicLog log, Snapshot state) {
        LoopTopic topic = topics.computeIfAbsent(log, this::open);
        Cursor cursor = new Cursor(topic, viewer, state);
        topic.add(cursor);
        return cursor;
    }

    private static void tellLatest(Viewer viewer, Snapshot state, ByteBuf out) {
        state.latest()
                .forEach((key, register) ->
                        viewer.encoder().encode(new Frame.Latest(state.topic(), key, register), null, out));
    }

    private LoopTopic open(TopicLog log) {
        LoopTopic topic = new LoopTopic(log);
        log.loops.set(index, topic);
        return topic;
    }

    /** Takes the viewer out. Its channel is the caller's. */
    void leave(Viewer viewer) {
        assert loop.inEventLoop();
        if (!viewers.forget(viewer)) {
            return;
        }
        Replay replay = viewer.replay();
        if (replay != null) {
            replay.close();
        }
        for (Cursor cursor : viewer.cursors()) {
            cursor.topic.remove(cursor);
            settled(cursor.topic);
        }
        hub.left(viewer);
    }

    /** Brings one viewer what it lacks; one that fails must not keep others waiting. Returns whether something was written. */
    boolean visit(Viewer viewer, long published) {
        try {
            return bring(viewer, published);
        } catch (RuntimeException e) {
            LOG.error(
                    "viewer {}: cannot be brought its frames (expected: always), it is closed",
                    viewer.connectionId(),
                    e);
            leave(viewer);
            var _ = viewer.channel.close();
            return false;
        }
    }

    private boolean bring(Viewer viewer, long published) {
        Replay replay = viewer.replay();
        if (replay != null) {
            if (replay.write(viewer)) {
                viewer.lastWrite = nanoTime.getAsLong();
            }
            if (!replay.isDone()) {
                return true;
            }
            viewer.replay(null);
        }
        switch (writer.bring(viewer, published)) {
            case NOTHING_NEW -> {
                return false;
            }
            case WROTE -> viewer.lastWrite = nanoTime.getAsLong();
            case TOO_SLOW -> end(viewer, hub.ending(EndReason.TOO_SLOW));
        }
        return true;
    }

    /** The channel takes more again. */
    public void writable(Viewer viewer) {
        assert loop.inEventLoop();
        visitIfHere(viewer, hub.published());
    }

    private void visitIfHere(Viewer viewer, long published) {
        if (viewer.watched) {
            visit(viewer, published);
        }
    }

    /** Of the streams that take nothing now, ends the half that has taken nothing for the longest. */
    void endStuck() {
        assert loop.inEventLoop();
        List<Viewer> stuck = new ArrayList<>();
        viewers.forSome(viewers.size(), viewer -> {
            if (!viewer.channel.isWritable()) {
                stuck.add(viewer);
            }
        });
        stuck.sort(Comparator.comparingLong(viewer -> viewer.lastWrite));
        stuck.subList(0, (stuck.size() + 1) / 2).forEach(viewer -> end(viewer, hub.ending(EndReason.TOO_SLOW)));
    }

    /** Ends a share of the streams; what is less than one is made up for with the next share. */
    void endShare(double share, EndReason reason) {
        assert loop.inEventLoop();
        double wanted = viewers.size() * share + shareLeft;
        int whole = (int) wanted;
        shareLeft = wanted - whole;
        viewers.forSome(whole, viewer -> end(viewer, hub.ending(reason)));
    }

    /** Tells the viewer why, and closes; nothing where it has left already. */
    void end(Viewer viewer, Ending ending) {
        assert loop.inEventLoop();
        if (!viewer.watched) {
            return;
        }
        leave(viewer);
        hub.metrics().ended(ending);
        ByteBuf out = viewer.channel.alloc().buffer(256);
        viewer.encoder().encodeEnd(ending, out);
        Channel channel = viewer.channel;
        ChannelFuture told = viewer.out.writeAndFlush(out).addListener(ChannelFutureListener.CLOSE);
        if (!told.isDone()) {
            var _ = loop.schedule(() -> hangUp(channel), LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void hangUp(Channel channel) {
        var _ = channel.close();
    }

    @Override
    public void endOfTerm(Viewer viewer) {
        end(viewer, hub.ending(viewer.endReason));
    }

    @Override
    public void ping(Viewer viewer) {
        Channel channel = viewer.channel;
        if (channel.isWritable()) {
            ByteBuf out = channel.alloc().buffer(128);
            Position now = hub.positionNow();
            viewer.encoder().encodePing(hub.now(), viewer.hasAll(now.sequence()) ? now : null, out);
            var _ = viewer.out.writeAndFlush(out, channel.voidPromise());
            viewer.lastWrite = nanoTime.getAsLong();
        }
    }

    /** Forgets a topic that nobody here follows any more. */
    void settled(LoopTopic topic) {
        if (topic.size() == 0 && topics.remove(topic.log, topic)) {
            topic.log.loops.compareAndSet(index, topic, null);
        }
    }

    long published() {
        return hub.published();
    }
}
