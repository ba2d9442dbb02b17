package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.AttachRequest;
import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Hub;
import io.groundswell.fleet.hub.HubConfig;
import io.groundswell.fleet.hub.HubParts;
import io.groundswell.fleet.hub.Pasts;
import io.groundswell.fleet.hub.Resumption;
import io.groundswell.fleet.hub.Retries;
import io.groundswell.fleet.hub.Term;
import io.groundswell.fleet.stream.SseFrames;
import io.groundswell.registry.NodeLookup;
import io.groundswell.registry.Subscription;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten thousand viewers come to ten topics at once, and leave at once: the registry hears little of it. */
class RegistryStormTest {
    private static final int VIEWERS = 10_000;
    private static final List<Topic> TOPICS =
            IntStream.range(0, 10).mapToObj(i -> Topic.video("v" + i)).toList();
    private static final Duration SOON = Duration.ofSeconds(30);

    private final FakeRegistry registry = new FakeRegistry();
    private final FakeStore store = new FakeStore();
    private final Workers workers = new Workers(new Random(1));
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final Hub hub = Hub.start(new HubParts(
            HubConfig.of(1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 20, Duration.ZERO),
            "epoch",
            new SseFrames("local", "node-1", 60_000),
            List.of((EventLoop) group.iterator().next()),
            new TopicArrivals(
                    store,
                    DutyFixture.catchUps(store, () -> Instant.ofEpochMilli(now.get()), workers),
                    workers,
                    this::counts,
                    new DutyFixture.FakeRow()),
            new Resumption(DutyFixture.OVERLAP, Duration.ofHours(1), Pasts.NONE),
            new DutyFixture.NoMetrics(),
            DutyFixture.NoObserver::new,
            () -> Instant.ofEpochMilli(now.get()),
            Retries.spreadOver(0, new Random(1))));
    private final ViewerCounts counts = new ViewerCounts(
            hub,
            "node-1",
            registry,
            new NodeLookup(registry, registry, () -> Instant.ofEpochMilli(now.get()), Ticker.systemTicker()),
            () -> Instant.ofEpochMilli(now.get()),
            workers);

    private ViewerCounts counts() {
        return counts;
    }

    @AfterEach
    void close() {
        workers.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        hub.close();
    }

    @Test
    void registry_shouldSeeFewerThanAThousandWrites_whenTenThousandComeAndWhenTheyLeave() {
        for (int i = 0; i < VIEWERS; i++) {
            attach(i);
            if (i % 1_000 == 0) {
                turn(100);
            }
        }
        await().atMost(SOON).until(() -> {
            turn(500);
            return registry.rows.size() == 10
                    && registry.rows.values().stream().allMatch(row -> row.viewers() == VIEWERS / 10);
        });
        int toCome = registry.writes.size();
        assertThat(toCome).isLessThan(1_000);
        for (int i = 0; i < 20; i++) {
            turn(2_250);
        }
        assertThat(registry.writes).as("while nothing changes").hasSize(toCome);
        hub.endShare(1, EndReason.NODE_STOPPING);
        await().atMost(SOON).until(() -> {
            turn(500);
            return registry.rows.values().stream().allMatch(row -> row.viewers() == 0);
        });
        assertThat(registry.writes.size() - toCome).isLessThan(1_000);
    }

    @Test
    void turn_shouldWriteATopicAtMostEveryTwoSeconds_whenItsViewersChangeAllTheTime() {
        attach(0);
        await().until(() -> registry.rows.containsKey(TOPICS.getFirst()));
        int before = registry.writes.size();
        for (int i = 1; i <= 100; i++) {
            attach(10 * i);
            turn(100);
        }
        await().until(() -> hub.viewerCount() == 101);
        assertThat(registry.writes.size() - before).isBetween(1, 6);
    }

    @Test
    void turn_shouldWriteASlightChangeLater_whenThereAreManyViewers() {
        for (int i = 0; i < 100; i++) {
            attach(10 * i);
        }
        await().until(() -> hub.viewerCount() == 100);
        await().until(() -> registry.rows.containsKey(TOPICS.getFirst()));
        turn(2_500);
        assertThat(written()).isEqualTo(100);
        attach(0);
        await().until(() -> hub.viewerCount() == 101);
        turn(2_500);
        assertThat(written()).isEqualTo(100);
        turn(2_500);
        assertThat(written()).isEqualTo(101);
    }

    private int written() {
        return Optional.ofNullable(registry.rows.get(TOPICS.getFirst()))
                .orElseThrow()
                .viewers();
    }

    @Test
    void turn_shouldWaitForItsCalls_whenTheRegistryHangs() throws InterruptedException {
        attach(0);
        await().until(() -> registry.rows.containsKey(TOPICS.getFirst()));
        registry.hang();
        attach(10);
        await().until(() -> hub.viewerCount() == 2);
        Thread turn = Thread.ofVirtual().start(() -> turn(2_500));
        await().until(() -> registry.hanging() == 1);
        assertThat(turn.isAlive()).isTrue();
        registry.goOn();
        turn.join(SOON);
        assertThat(registry.rows.values()).extracting(Subscription::viewers).containsExactly(2);
    }

    @Test
    void turn_shouldLeaveMostToALaterOne_whenTheRegistryIsOutOfOrder() {
        List<Topic> topics =
                IntStream.range(0, 100).mapToObj(i -> Topic.video("many" + i)).toList();
        topics.forEach(topic -> attach("first", topic));
        await().atMost(SOON).until(() -> registry.rows.size() == topics.size());
        topics.forEach(topic -> attach("second", topic));
        await().until(() -> hub.viewerCount() == 2 * topics.size());
        registry.broken = true;
        int before = registry.writesTried.get();
        turn(2_500);
        assertThat(registry.writesTried.get() - before).isBetween(1, 32);
        registry.broken = false;
        await().atMost(SOON).until(() -> {
            turn(2_500);
            return registry.rows.values().stream().allMatch(row -> row.viewers() == 2);
        });
    }

    private void turn(long millis) {
        now.addAndGet(millis);
        counts.turn();
    }

    private void attach(int number) {
        attach("c" + number, TOPICS.get(number % TOPICS.size()));
    }

    private void attach(String connection, Topic topic) {
        Channel channel = new Open();
        group.register(channel).syncUninterruptibly();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
        hub.attach(
                channel.pipeline().firstContext(),
                new AttachRequest(connection, List.of(topic), Optional.empty(), Term.NONE),
                viewer -> {});
    }

    /** A channel that is open and drops what is written to it. */
    private static final class Open extends LocalChannel {
        @Override
        public boolean isActive() {
            return isOpen();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer out) {
            while (out.current() != null) {
                out.remove();
            }
        }
    }
}
