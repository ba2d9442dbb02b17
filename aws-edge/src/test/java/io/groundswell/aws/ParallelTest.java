package io.groundswell.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
    @Test
    void map_shouldRunCallsTogether_whenThereIsRoom() {
        CountDownLatch together = new CountDownLatch(3);

        List<Integer> doubled = Parallel.map(List.of(1, 2, 3), 3, number -> {
            together.countDown();
            await(together);
            return number * 2;
        });

        assertThat(doubled).containsExactly(2, 4, 6);
    }

    @Test
    void map_shouldNeverRunMoreThanAllowed_whenThereAreMany() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier four = new CyclicBarrier(4);

        Parallel.map(IntStream.range(0, 400).boxed().toList(), 4, number -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            await(four);
            return running.decrementAndGet();
        });

        assertThat(most).hasValue(4);
    }

    @Test
    void map_shouldThrowTheFirstInputsFailure_whenSeveralFail() {
        AtomicInteger called = new AtomicInteger();

        assertThatThrownBy(() -> Parallel.map(List.of(1, 2, 3), 3, number -> {
                    called.incrementAndGet();
                    if (number > 1) {
                        throw new IllegalStateException("number " + number);
                    }
                    return number;
                }))
                .hasMessage("number 2");
        assertThat(called).hasValue(3);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
