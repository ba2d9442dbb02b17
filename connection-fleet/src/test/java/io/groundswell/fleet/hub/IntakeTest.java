package io.groundswell.fleet.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void offer_shouldRefuse_whenTooManyBytesWait() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        try (Intake intake = started(100)) {
            intake.execute(() -> {
                began.countDown();
                awaitUninterrupted(busy);
            });
            began.await();
            assertThat(intake.offer(100, () -> {})).isTrue();
            assertThat(intake.offer(1, () -> {})).isFalse();
            busy.countDown();
        }
    }

    @Test
    void offer_shouldRefuse_untilTheRoundOfWhatWasTakenHasEnded() throws Exception {
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch published = new CountDownLatch(1);
        Runnable endOfRound = () -> {
            ending.countDown();
            awaitUninterrupted(published);
        };
        try (Intake intake = new Intake("intake-test", 100, endOfRound)) {
            intake.start();
            assertThat(intake.offer(100, () -> {})).isTrue();
            ending.await();
            assertThat(intake.offer(1, () -> {})).isFalse();
            published.countDown();
            await().until(() -> intake.offer(100, () -> {}));
        }
    }

    @Test
    void run_shouldEndOneRoundForAllThatWaited() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        List<Integer> ran = new ArrayList<>();
        try (Intake intake = started(100)) {
            intake.execute(() -> {
                began.countDown();
                awaitUninterrupted(busy);
            });
            began.await();
            for (int i = 0; i < 50; i++) {
                int number = i;
                intake.execute(() -> ran.add(number));
            }
            busy.countDown();
        }
        assertThat(ran).hasSize(50).isSorted();
        assertThat(rounds.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void run_shouldGoOn_whenATaskFails() throws Exception {
        CountDownLatch after = new CountDownLatch(1);
        try (Intake intake = started(100)) {
            intake.execute(() -> {
                throw new IllegalStateException("a task that fails (expected: the next one runs)");
            });
            intake.execute(after::countDown);
            after.await();
        }
        assertThat(after.getCount()).isZero();
    }

    private Intake started(long bytes) {
        Intake intake = new Intake("intake-test", bytes, rounds::incrementAndGet);
        intake.start();
        return intake;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
