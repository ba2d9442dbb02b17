package io.groundswell.fleet.hub;

import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All topics and viewers of a node. Its public methods may be called by any thread unless they say otherwise; topics and
 * their logs are the intake thread's, viewers their event loops'.
 */
public final class Hub implements AutoCloseable {
    private static final int SCRATCH = 16 << 10;

    private final HubConfig config;
    private final String epoch;
    private final FrameEncoder encoder;
    private final InstantSource clock;
    private final HubMetrics metrics;
    private final Retries retries;
    private final TopicDuties duties;
    private final Resumption resumption;
    private final Intake intake;
    private final Map<EventLoop, LoopHub> loops = new HashMap<>();
    private final List<LoopHub> loopList = new ArrayList<>();

    private final Topics topics;
    private final Totals totals;
    private final Set<TopicLog> dirty = new LinkedHashSet<>();
    private final List<Runnable> afterRound = new ArrayList<>();
    private final ByteBuf scratch = UnpooledByteBufAllocator.DEFAULT.heapBuffer(SCRATCH);
    private Position newest;
    private volatile Position published;
    private final AtomicInteger viewerCount = new AtomicInteger();

    private Hub(HubParts parts) {
        config = parts.config();
        epoch = parts.epoch();
        encoder = parts.encoder();
        clock = parts.clock();
        metrics = parts.metrics();
        retries = parts.retries();
        duties = parts.duties();
        resumption = parts.resumption();
        topics = new Topics(config, parts.loops().size());
        newest = new Position(epoch, 0, clock.millis());
        published = newest;
        intake = new Intake("intake", config.intakeBytes(), this::endRound);
        totals = new HubTotals(intake, topics, dirty, afterRound);
        for (EventLoop loop : parts.loops()) {
            LoopHub loopHub =
                    new LoopHub(this, loop, loopList.size(), parts.observers().get(), System::nanoTime);
            loops.put(loop, loopHub);
            loopList.add(loopHub);
        }
    }

    public static Hub start(HubParts parts) {
        Hub hub = new Hub(parts);
        hub.intake.start();
        return hub;
    }

    /**
     * Takes in a batch: what is new in it goes to the viewers of its topics.
     *
     * @param bytes the batch's size on the wire
     * @param done called on the intake thread once the frames are published
     * @return false if too much is taken in already; then nothing happens
     */
    public boolean deliver(Batch batch, int bytes, Runnable done) {
        boolean accepted = intake.offer(bytes, () -> {
            batch.topics().forEach(this::take);
            afterRound.add(done);
        });
        if (!accepted) {
            metrics.overflowed();
        }
        return accepted;
    }

    /**
     * Takes in what was read from the store, if the topic is still here; but no event from before the node followed it, which
     * a viewer without a position is not to see.
     *
     * @param done called on the intake thread once what is new of it is published
     */
    public void catchUp(Topic topic, TopicUpdate update, Runnable done) {
        intake.execute(() -> {
            topics.find(topic).ifPresent(log -> {
                long oldest = log.opened().millis() - resumption.overlap().toMillis();
                take(topic, update.withDurable(update.durable().dispatchedFrom(oldest)));
            });
            afterRound.add(done);
        });
    }

    /**
     * Events that were there when the node looked at the topic's past for the first time. Where they come again viewers are
     * not told, so the topic's log covers only what was dispatched after them.
     */
    public void know(Topic topic, Collection<DurableEvent> events) {
        intake.execute(() -> {
            topics.know(events);
            topics.find(topic).ifPresent(log -> {
                events.forEach(event -> log.lacks(event.dispatchedAt()));
                dirty.add(log);
            });
        });
    }

    /**
     * Tells the topic's viewers that something may be missing for good.
     *
     * @param done called on the intake thread once that is published
     */
    public void tell(Frame.Gap gap, Runnable done) {
        intake.execute(() -> {
            topics.find(gap.topic()).ifPresent(log -> {
                log.news().add(gap);
                dirty.add(log);
                metrics.gapTold(log.ready ? log.viewers : 0);
            });
            afterRound.add(done);
        });
    }

    /** Takes in what was counted before the topic had viewers here, and lets them in. */
    public void baseline(Topic topic, CountedState counted) {
        intake.execute(() -> topics.find(topic).ifPresent(log -> {
            log.state.baseline(counted, log.ready ? log.news() : new ArrayList<>());
            dirty.add(log);
            letIn(log);
        }));
    }

    /** The topics' totals, to be held to what is counted. */
    public Totals totals() {
        return totals;
    }

    /** Lets viewers in although the counters could not be read; {@link #baseline} must follow once they can. */
    public void withoutBaseline(Topic topic) {
        intake.execute(() -> topics.find(topic).ifPresent(this::letIn));
    }

    private void letIn(TopicLog log) {
        log.ready = true;
        afterRound.addAll(log.waiting);
        log.waiting.clear();
    }

    /**
     * Makes a channel a viewer of topics, when those are ready.
     *
     * @param at where in the channel's pipeline frames are written: no handler from there to the socket may change them
     * @param request what the client asks for
     * @param joined called on the channel's event loop once the stream is open
     */
    public void attach(ChannelHandlerContext at, AttachRequest request, Consumer<Viewer> joined) {
        Channel channel = at.channel();
        LoopHub loop = loopOf(channel);
        Viewer viewer = new Viewer(at, request.connectionId(), encoder, request.term());
        intake.execute(() -> {
            Map<Topic, TopicLog> logs = new LinkedHashMap<>();
            request.topics().forEach(topic -> logs.put(topic, enter(topic)));
            List<TopicLog> all = List.copyOf(logs.values());
            TopicLog.whenReady(
                    all,
                    afterRound,
                    () -> loop.loop().execute(() -> {
                        if (channel.isActive()) {
                            joined.accept(loop.join(viewer, all, request.resume()));
                        } else {
                            detach(request.topics());
                        }
                    }));
        });
    }

    private TopicLog enter(Topic topic) {
        TopicLog log = topics.find(topic).orElseGet(() -> open(topic));
        topics.enter(log);
        return log;
    }

    private TopicLog open(Topic topic) {
        long now = clock.millis();
        duties.opened(this, topic, now);
        return topics.open(topic, new Position(epoch, newest.sequence(), now));
    }

    /** Viewers of these topics have left. */
    private void detach(List<Topic> left) {
        intake.execute(() -> topics.leave(left, clock.millis()));
    }

    boolean isMine(Position position) {
        return position.epoch().equals(epoch);
    }

    /** The viewer's connection is gone. On its event loop. */
    public void leave(Viewer viewer) {
        loopOf(viewer.channel).leave(viewer);
    }

    /** The viewer's channel takes more again. On its event loop. */
    public void writable(Viewer viewer) {
        loopOf(viewer.channel).writable(viewer);
    }

    /**
     * Lets go of old frames and of topics that have had no viewer for a while, and tells which topics' numbers of viewers
     * may have changed since the last time; a topic that is gone has 0.
     */
    public CompletableFuture<Map<Topic, Integer>> houseKeeping() {
        return onIntake(() -> {
            Map<Topic, Integer> changed = topics.houseKeeping(clock.millis());
            letGo(topics.pinned());
            return changed;
        });
    }

    /** Where slow connections hold too much of logs that have moved on, those that have taken nothing for the longest are ended. */
    private void letGo(Pinned pinned) {
        long bytes = pinned.bytes();
        metrics.pinned(bytes);
        if (bytes > config.pinnedBytes()) {
            loopList.forEach(loop -> loop.loop().execute(loop::endStuck));
        }
    }

    /** Whether the topic is kept, with viewers or without. */
    public CompletableFuture<Boolean> follows(Topic topic) {
        return onIntake(() -> topics.find(topic).isPresent());
    }

    /** Every topic that is kept, and how many viewers it has here. */
    public CompletableFuture<Map<Topic, Integer>> viewers() {
        return onIntake(topics::viewers);
    }

    private <T> CompletableFuture<T> onIntake(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        intake.execute(() -> answer.complete(question.get()));
        return answer;
    }

    /** Tells the viewer why, and closes its stream; nothing where it has left already. Any thread. */
    public void end(Viewer viewer, Ending ending) {
        LoopHub loop = loopOf(viewer.channel);
        loop.loop().execute(() -> loop.end(viewer, ending));
    }

    /**
     * Ends a share of the streams, the same of each event loop's.
     *
     * @param share above 0 and at most 1, which means all of them
     */
    public void endShare(double share, EndReason reason) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: above 0, at most 1)");
        }
        loopList.forEach(loop -> loop.loop().execute(() -> loop.endShare(share, reason)));
    }

    private void take(Topic topic, TopicUpdate update) {
        topics.take(topic, update).ifPresent(dirty::add);
    }

    /** Appends the round's frames, makes them visible all at once, and wakes who has viewers of their topics. */
    private void endRound() {
        assert intake.inIntake();
        long before = newest.sequence();
        dirty.removeIf(TopicLog::isClosed);
        dirty.forEach(this::append);
        published = newest;
        metrics.appended((int) (newest.sequence() - before));
        dirty.forEach(this::wake);
        dirty.clear();
        afterRound.forEach(Runnable::run);
        afterRound.clear();
    }

    /** Of a round's frames of a topic only the last one carries a position, in each of its two logs. */
    private void append(TopicLog log) {
        log.state.flush(log.news());
        int leftOut = log.state.leftOut();
        if (leftOut > 0) {
            metrics.leftOut(leftOut);
        }
        List<Frame> news = log.news();
        int lastToReplay = Frame.lastReplayed(news);
        for (int i = 0; i < news.size(); i++) {
            long now = clock.millis();
            newest = new Position(epoch, newest.sequence() + 1, Math.min(now, duties.owedSince()));
            scratch.clear();
            boolean last = i == news.size() - 1 || i == lastToReplay;
            encoder.encode(news.get(i), last ? newest : null, scratch);
            log.append(news.get(i), scratch, newest.sequence(), now);
        }
        log.refresh(news.isEmpty() ? log.snapshot().newest() : newest);
        news.clear();
    }

    private void wake(TopicLog log) {
        for (int i = 0; i < loopList.size(); i++) {
            LoopTopic topic = log.loops.get(i);
            if (topic != null && topic.wake()) {
                loopList.get(i).start(topic);
            }
        }
    }

    private LoopHub loopOf(Channel channel) {
        LoopHub loop = loops.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalArgumentException("event loop: " + channel.eventLoop() + " (expected: one of the hub's)");
        }
        return loop;
    }

    /** How many streams are open. */
    public int viewerCount() {
        return viewerCount.get();
    }

    void joined() {
        viewerCount.incrementAndGet();
    }

    void left(Viewer viewer) {
        viewerCount.decrementAndGet();
        detach(viewer.topics());
    }

    /** For a viewer that has got everything up to the newest frame that may be read. */
    Position positionNow() {
        return positionAt(published.sequence());
    }

    /** For a viewer that has got everything up to a frame, of all that there is now. */
    Position positionAt(long sequence) {
        return new Position(epoch, sequence, Math.min(clock.millis(), duties.owedSince()));
    }

    long published() {
        return published.sequence();
    }

    Resumption resumption() {
        return resumption;
    }

    long now() {
        return clock.millis();
    }

    HubConfig config() {
        return config;
    }

    /** An ending for this reason, with a time of its own to come back. */
    Ending ending(EndReason reason) {
        return retries.ending(reason);
    }

    HubMetrics metrics() {
        return metrics;
    }

    /** Ends the intake thread; the event loops are the caller's to stop before. */
    @Override
    public void close() {
        intake.close();
        topics.close();
        scratch.release();
    }
}
