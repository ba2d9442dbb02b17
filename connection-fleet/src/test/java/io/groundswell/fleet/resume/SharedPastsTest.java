package io.groundswell.fleet.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.Past;
import io.groundswell.fleet.hub.PastFrames;
import io.groundswell.fleet.hub.Pasts;
import io.groundswell.fleet.hub.Position;
import io.groundswell.fleet.stream.SseFrames;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedPastsTest {
    private static final Topic TOPIC = Topic.video("42");
    private static final long NOON = 1_770_000_000_000L;
    private static final Position OPENED = new Position("epoch", 0, NOON);

    private final AtomicLong now = new AtomicLong(NOON);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final FakeHistory history = new FakeHistory();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<ReadOutcome> outcomes = new ArrayList<>();
    private final List<Past> pasts = new ArrayList<>();
    private SharedPasts shared = shared(1 << 20, 10);

    @Test
    void read_shouldReadOnceForAll_whenTheyAskBeforeWhileAndJustAfter() {
        history.add(NOON, NOON);
        ask(NOON);
        ask(NOON + 5_000);
        runThreads();
        ask(NOON + 1);
        assertThat(pasts).hasSize(3).allSatisfy(past -> assertThat(past).isSameAs(pasts.getFirst()));
        assertThat(history.pages).hasValue(1);
        assertThat(outcomes).containsExactly(ReadOutcome.SHARED, ReadOutcome.READ, ReadOutcome.SHARED);
    }

    @Test
    void read_shouldReadAgain_whenTheAnswerHasGrownOld() {
        ask(NOON);
        runThreads();
        timers.remove().run();
        ask(NOON);
        runThreads();
        assertThat(history.pages).hasValue(2);
    }

    @Test
    void read_shouldReadForItself_whenTheViewerWasLastHeardOfAtAnotherTime() {
        ask(NOON);
        ask(NOON - 10_000);
        runThreads();
        assertThat(history.pages).hasValue(2);
    }

    @Test
    void read_shouldTryAgainAfterAPause_whenTheHistoryFails() {
        history.failures.set(2);
        ask(NOON);
        runThreads();
        assertThat(pasts).isEmpty();
        passPause(200);
        assertThat(pasts).isEmpty();
        passPause(400);
        assertThat(pasts).singleElement().isInstanceOf(PastFrames.class);
        assertThat(outcomes).containsExactly(ReadOutcome.READ);
    }

    @Test
    void read_shouldNotKnow_whenTheHistoryFailsForAsLongAsAViewerMayWait() {
        history.failures.set(Integer.MAX_VALUE);
        ask(NOON);
        runThreads();
        while (pasts.isEmpty()) {
            passPause(pauses.getLast().toMillis());
        }
        assertThat(pasts).singleElement().isInstanceOf(Past.Unknown.class);
        assertThat(outcomes).containsExactly(ReadOutcome.UNKNOWN);
        assertThat(now.get() - NOON).isBetween(3_000L, 5_000L);
        assertThat(pauses).contains(Duration.ofSeconds(1)).allMatch(pause -> pause.toSeconds() <= 2);
    }

    @Test
    void read_shouldNotKnow_whenItsTurnComesTooLate() {
        ask(NOON);
        now.addAndGet(5_001);
        runThreads();
        assertThat(pasts).singleElement().isInstanceOf(Past.Unknown.class);
        assertThat(history.pages).hasValue(0);
    }

    @Test
    void read_shouldNotKnow_whenTooManyWait() {
        shared = shared(1 << 20, 0);
        ask(NOON);
        ask(NOON - 10_000);
        assertThat(pasts).singleElement().isInstanceOf(Past.Unknown.class);
    }

    @Test
    void read_shouldNotKnow_untilViewersHaveLetGoOfEnough() {
        history.add(NOON, NOON);
        shared = shared(250, 10);
        ask(NOON);
        runThreads();
        ask(NOON - 10_000);
        runThreads();
        assertThat(pasts.getLast()).isInstanceOf(Past.Unknown.class);
        timers.removeFirst().run();
        ((PastFrames) pasts.getFirst()).release();
        ask(NOON - 20_000);
        runThreads();
        assertThat(pasts.getLast()).isInstanceOf(PastFrames.class);
    }

    private SharedPasts shared(long mostBytes, int mostWaiting) {
        return new SharedPasts(
                new DispatchedEvents(history, clock, Duration.ofSeconds(5)),
                new PastEncoder(new SseFrames("local", "node-1", 15_000), mostBytes),
                new Lanes(1, mostWaiting, threads::add),
                new SharedPasts.Surroundings(clock, Duration.ofSeconds(5), this::later, outcomes::add));
    }

    private void later(Duration pause, Runnable task) {
        pauses.add(pause);
        timers.add(task);
    }

    private void passPause(long millis) {
        assertThat(pauses.getLast()).hasMillis(millis);
        now.addAndGet(millis);
        timers.remove().run();
        runThreads();
    }

    private void ask(long since) {
        shared.read(new Pasts.Query(TOPIC, since, OPENED, () -> 7), pasts::add);
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }
}
