package io.groundswell.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallLimitTest {
    private static final Duration SLOW = Duration.ofMillis(500);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // the clock may overflow
    private final CallLimit limit = new CallLimit(10, SLOW, Duration.ZERO, now::get);

    @Test
    void limit_shouldFallOnce_whenCallsThatBeganTogetherAreSlow() throws InterruptedException, TimeoutException {
        together(10, SLOW.plusNanos(1));
        assertThat(limit.limit()).isEqualTo(7);
        together(7, SLOW.plusNanos(1));
        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void limit_shouldNotFallBelowTwo_whenNothingIsFast() throws InterruptedException, TimeoutException {
        for (int i = 0; i < 20; i++) {
            together(CallLimit.LEAST, SLOW.multipliedBy(4));
        }
        assertThat(limit.limit()).isEqualTo(CallLimit.LEAST);
    }

    @Test
    void limit_shouldRiseToWhereItBegan_whenCallsAreFastAgain() throws InterruptedException, TimeoutException {
        together(10, SLOW.multipliedBy(2));
        together(7, SLOW);
        assertThat(limit.limit()).isBetween(7, 8);
        for (int i = 0; i < 20; i++) {
            together(7, Duration.ofMillis(5));
        }
        assertThat(limit.limit()).isEqualTo(10);
    }

    @Test
    void limit_shouldNotExceedWhatItMayBe_whenThatIsOne() throws InterruptedException, TimeoutException {
        CallLimit one = new CallLimit(1, SLOW, Duration.ZERO, now::get);
        long entered = one.enter();
        now.addAndGet(SLOW.multipliedBy(2).toNanos());
        one.leave(entered);
        assertThat(one.limit()).isEqualTo(1);
    }

    private void together(int calls, Duration took) throws InterruptedException, TimeoutException {
        List<Long> entered = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            entered.add(limit.enter());
        }
        now.addAndGet(took.toNanos());
        entered.forEach(limit::leave);
    }
}
