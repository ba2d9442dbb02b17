package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    private static final Duration HEARTBEAT = Duration.ofMillis(1_500);

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final List<Long> pings = new ArrayList<>();
    private long now;
    private final Heartbeats heartbeats = new Heartbeats(channel.eventLoop(), HEARTBEAT, () -> now, viewer -> {
        pings.add(TimeUnit.NANOSECONDS.toMillis(now));
        viewer.lastWrite = now;
    });
    private final Viewer viewer = new Viewer(channel.pipeline().firstContext(), "c", new TextFrames());

    HeartbeatsTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void run_shouldPingOnceEachHeartbeat_whenAViewerIsSilent() {
        heartbeats.watch(viewer);
        pass(6_000);
        assertThat(pings).hasSizeBetween(3, 4);
        assertThat(pings.getFirst()).isBetween(1_300L, 1_500L);
    }

    @Test
    void run_shouldPingNobody_whenSomethingIsWrittenBefore() {
        heartbeats.watch(viewer);
        for (int i = 0; i < 10; i++) {
            viewer.lastWrite = now;
            pass(1_000);
        }
        assertThat(pings).isEmpty();
    }

    @Test
    void forget_shouldEndThePingsAndTheTimer_whenTheViewerLeaves() {
        heartbeats.watch(viewer);
        heartbeats.forget(viewer);
        pass(6_000);
        assertThat(pings).isEmpty();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    private void pass(long millis) {
        for (long i = 0; i < millis; i += 10) {
            now += TimeUnit.MILLISECONDS.toNanos(10);
            channel.advanceTimeBy(10, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }
}
