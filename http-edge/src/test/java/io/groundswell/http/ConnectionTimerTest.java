package io.groundswell.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionTimerTest {
    private static final Duration SOON = Duration.ofMillis(30);
    private static final Duration LONG = Duration.ofHours(1);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final ConnectionTimer timer = new ConnectionTimer(loop);
    private final List<String> rung = new CopyOnWriteArrayList<>();
    private final CountDownLatch last = new CountDownLatch(1);

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void start_shouldRing_whenItsTimeHasPassed() throws Exception {
        onLoop(() -> timer.start(SOON, this::last));

        awaitLast();
        assertThat(loop.pendingTasks()).isZero();
    }

    @Test
    void start_shouldRingEarlier_whenTheWaitBeforeWasLonger() throws Exception {
        onLoop(() -> {
            timer.start(LONG, () -> rung.add("long"));
            timer.start(SOON, this::last);
        });

        awaitLast();
        assertThat(rung).isEmpty();
    }

    @Test
    void start_shouldRingLaterOnly_whenTheWaitBeforeWasShorter() throws Exception {
        long begun = System.nanoTime();
        onLoop(() -> {
            timer.start(SOON, () -> rung.add("shorter"));
            timer.start(SOON.multipliedBy(4), this::last);
        });

        awaitLast();
        assertThat(rung).isEmpty();
        assertThat(System.nanoTime() - begun)
                .isGreaterThanOrEqualTo(SOON.multipliedBy(4).toNanos());
    }

    @Test
    void pause_shouldKeepItSilent_untilSomethingIsWaitedForAgain() throws Exception {
        onLoop(() -> {
            timer.start(SOON, () -> rung.add("paused"));
            timer.pause();
        });
        var _ = loop.schedule(() -> timer.start(SOON, this::last), 3 * SOON.toMillis(), TimeUnit.MILLISECONDS);

        awaitLast();
        assertThat(rung).isEmpty();
    }

    @Test
    void stop_shouldLeaveNothingOnTheLoop() throws Exception {
        onLoop(() -> {
            timer.start(LONG, () -> rung.add("stopped"));
            timer.pause();
            timer.stop();
        });
        var _ = loop.schedule(this::last, SOON.toMillis(), TimeUnit.MILLISECONDS);

        awaitLast();
        assertThat(rung).isEmpty();
    }

    private void last() {
        last.countDown();
    }

    private void awaitLast() throws InterruptedException {
        assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void onLoop(Runnable task) throws InterruptedException {
        loop.submit(task).sync();
    }
}
