package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerWheelTest {
    private static final Duration HEARTBEAT = Duration.ofMillis(1_500);
    private static final long MILLIS_AT_START = 1_700_000_000_000L;

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final List<Long> pings = new ArrayList<>();
    private final List<Viewer> ended = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000;
    private long passed;
    private final List<ViewerWheel> wheels = new ArrayList<>();
    private final ViewerWheel wheel = wheel(HEARTBEAT);

    ViewerWheelTest() {
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void run_shouldPingOnceEachHeartbeat_whenAViewerIsSilent() {
        wheel.watch(viewer(Long.MAX_VALUE));
        pass(6_000);
        assertThat(pings).hasSizeBetween(3, 4);
        assertThat(pings.getFirst()).isBetween(1_300L, 1_500L);
    }

    @Test
    void run_shouldPingNobody_whenSomethingIsWrittenBefore() {
        Viewer viewer = viewer(Long.MAX_VALUE);
        wheel.watch(viewer);
        for (int i = 0; i < 10; i++) {
            viewer.lastWrite = now;
            pass(1_000);
        }
        assertThat(pings).isEmpty();
    }

    @Test
    void run_shouldEndAViewerWithinASlotAfterItsTerm_whenTermsAreOverInAnyOrder() {
        List<Viewer> viewers = Stream.of(5_000L, 250L, 12_345L)
                .map(millis -> viewer(MILLIS_AT_START + millis))
                .toList();
        viewers.forEach(wheel::watch);
        for (Viewer expected : List.of(viewers.get(1), viewers.get(0), viewers.get(2))) {
            long over = expected.endsAt - MILLIS_AT_START;
            pass(over - passed - 10);
            assertThat(ended).doesNotContain(expected);
            pass(130);
            assertThat(ended).contains(expected);
        }
        assertThat(wheel.size()).isZero();
    }

    @Test
    void run_shouldEndAViewerThatIsBusy_whenItsTermIsOver() {
        Viewer viewer = viewer(MILLIS_AT_START + 3_000);
        wheel.watch(viewer);
        for (int i = 0; i < 40; i++) {
            viewer.lastWrite = now;
            pass(100);
        }
        assertThat(ended).containsExactly(viewer);
    }

    @Test
    void run_shouldBeExactToASecond_whenHeartbeatsAreLong() {
        ViewerWheel slow = wheel(Duration.ofMinutes(5));
        slow.watch(viewer(MILLIS_AT_START + 400_000));
        pass(399_900);
        assertThat(ended).isEmpty();
        pass(1_500);
        assertThat(ended).hasSize(1);
        assertThat(pings).hasSize(1);
    }

    @Test
    void run_shouldServeThemAFewAtATime_whenManyAreDueAtOnce() {
        for (int i = 0; i < 1_000; i++) {
            wheel.watch(viewer(MILLIS_AT_START));
        }
        int most = 0;
        for (int i = 0; i < 300 && wheel.size() > 0; i++) {
            int before = ended.size();
            passOneStep(1);
            most = Math.max(most, ended.size() - before);
        }
        assertThat(ended).hasSize(1_000);
        assertThat(most).isLessThanOrEqualTo(256);
    }

    @Test
    void forget_shouldEndThePingsAndTheTimer_whenTheViewerLeaves() {
        Viewer viewer = viewer(MILLIS_AT_START + 1_000);
        wheel.watch(viewer);
        assertThat(wheel.forget(viewer)).isTrue();
        assertThat(wheel.forget(viewer)).isFalse();
        pass(6_000);
        assertThat(pings).isEmpty();
        assertThat(ended).isEmpty();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void watch_shouldTurnTheWheelAgain_whenItStoodStill() {
        Viewer first = viewer(Long.MAX_VALUE);
        wheel.watch(first);
        wheel.forget(first);
        pass(6_000);
        wheel.watch(viewer(Long.MAX_VALUE));
        pass(2_000);
        assertThat(pings).hasSize(1);
    }

    @Test
    void forSome_shouldReachEachOnceAndNoMoreThanAsked_whenTheyLeaveMeanwhile() {
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            viewers.add(viewer(MILLIS_AT_START + 200L * i));
            wheel.watch(viewers.getLast());
        }
        List<Viewer> reached = new ArrayList<>();
        wheel.forSome(4, viewer -> {
            reached.add(viewer);
            wheel.forget(viewer);
        });
        assertThat(reached).hasSize(4).doesNotHaveDuplicates();
        wheel.forSome(100, reached::add);
        assertThat(reached).containsExactlyInAnyOrderElementsOf(viewers);
    }

    private ViewerWheel wheel(Duration heartbeat) {
        ViewerWheel made = new ViewerWheel(
                channel.eventLoop(),
                heartbeat,
                new ViewerWheel.Clocks(() -> now, () -> MILLIS_AT_START + passed),
                new ViewerWheel.Due() {
                    @Override
                    public void ping(Viewer viewer) {
                        pings.add(passed);
                        viewer.lastWrite = now;
                    }

                    @Override
                    public void endOfTerm(Viewer viewer) {
                        ended.add(viewer);
                        wheels.forEach(each -> each.forget(viewer));
                    }
                });
        wheels.add(made);
        return made;
    }

    private Viewer viewer(long endsAt) {
        Viewer viewer = new Viewer(
                channel.pipeline().firstContext(), "c", new TextFrames(), new Term(endsAt, EndReason.LIFETIME));
        viewer.lastWrite = now;
        return viewer;
    }

    private void pass(long millis) {
        for (long i = 0; i < millis; i += 10) {
            passOneStep(10);
        }
    }

    private void passOneStep(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        passed += millis;
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
