package io.groundswell.likes.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger crowdedOut = new AtomicInteger();
    private final Buckets<String> buckets = new Buckets<>(new Rate(2, 3), nanos::get, crowdedOut::incrementAndGet);

    @Test
    void take_shouldSayHowLongToWait_whenTheBurstIsUsedUp() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("ann")).isZero();
        }

        assertThat(buckets.take("ann")).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(buckets.take("bob")).isZero();
    }

    @Test
    void take_shouldGiveTheRate_whenTimePasses() {
        long taken = 0;
        for (int i = 0; i < 100; i++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
            taken += buckets.take("ann") == 0 ? 1 : 0;
        }

        // Ten seconds, and what was there at the beginning.
        assertThat(taken).isBetween(2 * 10L, 2 * 10L + 3);
    }

    @Test
    void take_shouldNotGiveMoreThanTheBurst_whenNothingWasTakenForLong() {
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("ann")).isZero();
        }

        assertThat(buckets.take("ann")).isPositive();
    }

    @Test
    void take_shouldTell_whenManyOthersCrowdSomebodyOut() {
        for (int i = 0; i < 100_100; i++) {
            buckets.take("member-" + i);
        }

        assertThat(crowdedOut).hasValue(100);
    }
}
