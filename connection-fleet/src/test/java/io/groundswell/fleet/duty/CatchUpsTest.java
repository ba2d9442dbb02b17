package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.groundswell.fleet.resume.CatchUps;
import io.groundswell.fleet.resume.DispatchedEvents;
import io.groundswell.fleet.resume.Lanes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatchUpsTest {
    private final DutyFixture fixture = new DutyFixture();
    private final AtomicLong now = new AtomicLong(System.currentTimeMillis());
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final Queue<Runnable> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> timers = new ConcurrentLinkedQueue<>();
    private final CatchUps catchUps =
            catchUps(Optional.of(new DispatchedEvents(fixture.store, clock, Duration.ofSeconds(5))));

    @BeforeEach
    void join() {
        fixture.join();
        await().until(() -> fixture.catchUps.owedSince() == Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void read_shouldTellViewersOfAGap_whenTheStoreFailsForTooLong() {
        fixture.store.broken = true;
        long since = now.get();
        catchUps.read(fixture.hub, DutyFixture.TOPIC, since);
        runAll(threads);
        runAll(timers);
        runAll(threads);
        assertThat(fixture.seen()).doesNotContain("event: gap");
        assertThat(catchUps.owedSince()).isEqualTo(since);

        now.addAndGet(300_001);
        runAll(timers);
        runAll(threads);
        await().until(() -> fixture.seen()
                .contains("event: gap\ndata: {\"topic\":\"video:42\",\"from\":" + since + ",\"to\":" + now + "}"));
        await().until(() -> catchUps.owedSince() == Long.MAX_VALUE);
    }

    @Test
    void read_shouldTellViewersOfAGap_whenThereIsNoHistory() {
        CatchUps blind = catchUps(Optional.empty());
        blind.read(fixture.hub, DutyFixture.TOPIC, now.get());
        runAll(threads);
        await().until(() -> fixture.seen().contains("event: gap"));
    }

    /** As when a lease is renewed shortly before it lapses. */
    @Test
    void read_shouldTellOfNoGap_whenNothingWasDispatchedSinceYet() {
        CatchUps blind = catchUps(Optional.empty());
        blind.read(fixture.hub, DutyFixture.TOPIC, now.get() + 1);
        runAll(threads);
        await().until(() -> blind.owedSince() == Long.MAX_VALUE);
        assertThat(fixture.gapsTold).hasValue(0);
    }

    @Test
    void read_shouldCountEveryViewer_whenATopicsViewersAreToldOfAGap() {
        fixture.join();
        CatchUps blind = catchUps(Optional.empty());
        blind.read(fixture.hub, DutyFixture.TOPIC, now.get());
        runAll(threads);
        await().until(() -> fixture.gapsTold.get() == 2);
    }

    @Test
    void read_shouldReadATopicOnceAtATime_andOnceMoreForThoseWhoAskedMeanwhile() {
        long since = now.get();
        for (int i = 0; i < 10; i++) {
            catchUps.read(fixture.hub, DutyFixture.TOPIC, since - i);
        }
        assertThat(threads).hasSize(1);
        assertThat(catchUps.owedSince()).isEqualTo(since - 9);
        Runnable reading = threads.remove();
        reading.run();
        await().until(() -> catchUps.owedSince() == Long.MAX_VALUE);
        catchUps.read(fixture.hub, DutyFixture.TOPIC, since);
        assertThat(threads).hasSize(1);
    }

    private CatchUps catchUps(Optional<DispatchedEvents> events) {
        return new CatchUps(
                new CatchUps.Sources(fixture.store, events),
                DutyFixture.OVERLAP,
                new Lanes(1, 1_000, threads::add),
                new CatchUps.Timing(clock, (after, task) -> timers.add(task)));
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }
}
