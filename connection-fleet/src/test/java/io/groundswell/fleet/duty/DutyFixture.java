package io.groundswell.fleet.duty;

import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.AttachRequest;
import io.groundswell.fleet.hub.DeliveryObserver;
import io.groundswell.fleet.hub.Ending;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.HubConfig;
import io.groundswell.fleet.hub.HubMetrics;
import io.groundswell.fleet.hub.HubParts;
import io.groundswell.fleet.hub.Pasts;
import io.groundswell.fleet.hub.Resumption;
import io.groundswell.fleet.hub.Retries;
import io.groundswell.fleet.hub.Term;
import io.groundswell.fleet.resume.CatchUps;
import io.groundswell.fleet.resume.DispatchedEvents;
import io.groundswell.fleet.resume.Lanes;
import io.groundswell.fleet.stream.SseFrames;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeLookup;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A hub with the real duties on a registry and a store in memory, and one viewer whose event loop is the test's thread. */
final class DutyFixture implements AutoCloseable {
    static final Topic TOPIC = Topic.video("42");
    static final String NODE = "node-1";
    static final Duration OVERLAP = Duration.ofSeconds(15);

    final FakeRegistry registry = new FakeRegistry();
    final FakeStore store = new FakeStore();
    final FakeRow row = new FakeRow();
    /** To how many viewers. */
    final AtomicInteger gapsTold = new AtomicInteger();

    final Workers workers = new Workers(new Random(1));
    final CatchUps catchUps;
    final Hub hub;
    final ViewerCounts counts;
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final StringBuilder seen = new StringBuilder();

    DutyFixture() {
        InstantSource clock = InstantSource.system();
        catchUps = catchUps(store, clock, workers);
        registry.nodes.put(
                NODE, new Node(NODE, URI.create("http://127.0.0.1:1/"), "127.0.0.1:2", Long.MAX_VALUE, 0, false, 1));
        hub = Hub.start(new HubParts(
                HubConfig.of(1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 20, Duration.ZERO),
                "epoch",
                new SseFrames("local", NODE, 60_000),
                List.of(channel.eventLoop()),
                new TopicArrivals(store, catchUps, workers, this::counts, row),
                new Resumption(OVERLAP, Duration.ofHours(1), Pasts.NONE),
                new CountedGaps(),
                NoObserver::new,
                clock,
                Retries.spreadOver(0, new Random(1))));
        NodeLookup lookup = new NodeLookup(registry, registry, clock, Ticker.systemTicker());
        counts = new ViewerCounts(hub, NODE, registry, lookup, clock, workers);
    }

    private ViewerCounts counts() {
        return counts;
    }

    /** The real ones on a store in memory. */
    static CatchUps catchUps(FakeStore store, InstantSource clock, Workers workers) {
        DispatchedEvents events = new DispatchedEvents(store, clock, Duration.ofSeconds(5));
        return new CatchUps(
                new CatchUps.Sources(store, Optional.of(events)),
                OVERLAP,
                new Lanes(4, Integer.MAX_VALUE, task -> Thread.ofVirtual().start(task)),
                new CatchUps.Timing(clock, workers::after));
    }

    /** Lets a viewer in; what it gets is in {@link #seen}. */
    void join() {
        AtomicBoolean joined = new AtomicBoolean();
        hub.attach(
                channel.pipeline().firstContext(),
                new AttachRequest("c", List.of(TOPIC), Optional.empty(), Term.NONE),
                viewer -> joined.set(true));
        await().until(() -> {
            channel.runPendingTasks();
            return joined.get();
        });
    }

    /** All that the viewer has got so far. */
    String seen() {
        channel.runPendingTasks();
        for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            ByteBuf bytes = (ByteBuf) sent;
            seen.append(bytes.toString(StandardCharsets.UTF_8));
            bytes.release();
        }
        return seen.toString();
    }

    @Override
    public void close() {
        workers.close();
        channel.finishAndReleaseAll();
        hub.close();
    }

    /** A row that every dispatcher knows, but for some who still ask for it. */
    static final class FakeRow implements TopicArrivals.OwnRow {
        /** How often it says yet that it is not known to all. */
        final AtomicInteger unknown = new AtomicInteger();

        @Override
        public long coveredUntil() {
            return Long.MAX_VALUE;
        }

        @Override
        public Duration unknownFor() {
            return unknown.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? Duration.ofMillis(1) : Duration.ZERO;
        }
    }

    private final class CountedGaps extends NoMetrics {
        @Override
        public void gapTold(int viewers) {
            gapsTold.addAndGet(viewers);
        }
    }

    static class NoMetrics implements HubMetrics {
        @Override
        public void ended(Ending ending) {}

        @Override
        public void appended(int frames) {}

        @Override
        public void gapTold(int viewers) {}

        @Override
        public void leftOut(int values) {}

        @Override
        public void overflowed() {}

        @Override
        public void pinned(long bytes) {}
    }

    record NoObserver() implements DeliveryObserver {
        @Override
        public int wanted() {
            return 0;
        }

        @Override
        public void written(long[] acceptedAt) {}
    }
}
