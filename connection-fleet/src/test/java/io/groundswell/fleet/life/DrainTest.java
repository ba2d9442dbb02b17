package io.groundswell.fleet.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    private final Clock clock = new Clock();
    private final Node node = new Node();

    @Test
    void begin_shouldSendViewersAwayEvenlyOverTheWindow() {
        node.streams = 6_000;
        CompletableFuture<Void> done = drain(WINDOW).begin("test");
        for (int second = 1; second < 60; second++) {
            clock.passTo(1_000L * second);
            assertThat(node.streams).isBetween(6_000 - 100 * second - 11, 6_000 - 100 * second + 11);
        }
        assertThat(node.left).isFalse();
        clock.passTo(60_100);
        assertThat(node.streams).isZero();
        awaitLeft(done);
    }

    @Test
    void begin_shouldShutOnceAndFirst_whenItIsCalledTwice() {
        node.streams = 10;
        Drain drain = drain(WINDOW);
        assertThat(drain.hasBegun()).isFalse();
        var _ = drain.begin("first");
        var _ = drain.begin("second");
        assertThat(drain.hasBegun()).isTrue();
        assertThat(node.events).containsExactly("shut");
    }

    @Test
    void begin_shouldLeaveBeforeTheWindowEnds_whenTheLastViewerHasGone() {
        node.streams = 3;
        CompletableFuture<Void> done = drain(WINDOW).begin("test");
        clock.passTo(1_000);
        node.streams = 0;
        clock.passTo(1_200);
        awaitLeft(done);
    }

    @Test
    void begin_shouldBeDoneAtOnce_whenNobodyKnowsOfTheNode() {
        node.known = false;
        CompletableFuture<Void> done = drain(WINDOW).begin("test");
        clock.passTo(0);
        assertThat(node.left).isTrue();
        assertThat(done).isDone();
    }

    @Test
    void begin_shouldSendAllAwayAtOnce_whenThereIsNoWindow() {
        node.streams = 1_000;
        CompletableFuture<Void> done = drain(Duration.ZERO).begin("test");
        clock.passTo(0);
        assertThat(node.streams).isZero();
        clock.passTo(10);
        awaitLeft(done);
    }

    @Test
    void begin_shouldLeaveAfterAGrace_whenAViewerCannotBeSentAway() {
        node.streams = 1;
        node.stuck = 1;
        CompletableFuture<Void> done = drain(Duration.ofSeconds(2)).begin("test");
        clock.passTo(2_000);
        assertThat(node.left).isFalse();
        clock.passTo(7_100);
        awaitLeft(done);
    }

    @Test
    void begin_shouldBeDone_whenTheRegistryCannotBeLeft() {
        node.broken = true;
        CompletableFuture<Void> done = drain(WINDOW).begin("test");
        clock.passTo(0);
        awaitLeft(done);
    }

    /** Done only when deliveries have been taken for a while after it has left. */
    private void awaitLeft(CompletableFuture<Void> done) {
        assertThat(node.left).isTrue();
        clock.passTo(node.leftAt + 999);
        assertThat(done).isNotDone();
        clock.passTo(node.leftAt + 1_000);
        assertThat(done).isDone();
    }

    private Drain drain(Duration window) {
        return new Drain(node, clock, window, AFTERWARDS);
    }

    private final class Node implements Drain.Steps {
        final List<String> events = new ArrayList<>();
        int streams;
        int stuck;
        boolean known = true;
        boolean broken;
        boolean left;
        long leftAt;
        private double rest;

        @Override
        public void shut() {
            events.add("shut");
        }

        @Override
        public int streams() {
            return streams;
        }

        @Override
        public void end(double share) {
            double wanted = streams * share + rest;
            rest = wanted - (int) wanted;
            streams = Math.max(stuck, streams - (int) wanted);
        }

        @Override
        public boolean leave() {
            left = true;
            leftAt = clock.now;
            if (broken) {
                throw new IllegalStateException("by the test's wish");
            }
            return known;
        }
    }

    /** Time that passes when the test says so. */
    private static final class Clock implements Drain.Timer {
        private record Task(long at, long order, Runnable action) {}

        private final PriorityQueue<Task> tasks =
                new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
        private long order;
        private long now;

        @Override
        public void after(Duration delay, Runnable action) {
            tasks.add(new Task(now + delay.toMillis(), order++, action));
        }

        void passTo(long millis) {
            for (Task next = tasks.peek(); next != null && next.at() <= millis; next = tasks.peek()) {
                Task due = tasks.remove();
                now = due.at();
                due.action().run();
            }
            now = millis;
        }
    }
}
