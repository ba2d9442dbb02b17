package io.groundswell.registry.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.registry.Missed;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DoubtfulRenewalsTest {
    private static final long BEGAN = 1_000_000;
    private static final long SKEW = DoubtfulRenewals.CLOCK_SKEW.toMillis();

    private final AtomicLong now = new AtomicLong(BEGAN);
    private final DoubtfulRenewals doubts = new DoubtfulRenewals(() -> Instant.ofEpochMilli(now.get()));

    @Test
    void begin_shouldGiveNothing_whenTheLastRenewalWasSettled() {
        assertThat(doubts.begin("n")).isEmpty();
        doubts.settle("n");
        assertThat(doubts.begin("n")).isEmpty();
    }

    @Test
    void begin_shouldReachBackToTheFirstRenewal_whenTheNodeIsYoung() {
        assertThat(doubts.begin("n")).isEmpty();
        now.addAndGet(3_000);
        assertThat(doubts.begin("n")).contains(everythingSince(BEGAN - SKEW));
    }

    @Test
    void begin_shouldReachBackToTheOldestNote_whenTheNodeIsOld() {
        assertThat(doubts.begin("n")).isEmpty();
        doubts.settle("n");
        now.addAndGet(Duration.ofHours(1).toMillis());
        assertThat(doubts.begin("n")).isEmpty();
        long doubted = now.getAndAdd(3_000);
        assertThat(doubts.begin("n")).contains(everythingSince(doubted - DoubtfulRenewals.OLDEST_NOTE.toMillis()));
    }

    @Test
    void all_shouldReachBackToTheFirstRenewal_whenItIsOfThisMoment() {
        assertThat(doubts.begin("n")).isEmpty();
        assertThat(doubts.all("n")).contains(everythingSince(BEGAN - SKEW));
    }

    @Test
    void begin_shouldKnowNothingOfTheNode_whenItWasForgotten() {
        assertThat(doubts.begin("n")).isEmpty();
        doubts.forget("n");
        now.addAndGet(Duration.ofHours(1).toMillis());
        assertThat(doubts.begin("n")).isEmpty();
        assertThat(doubts.all("n")).contains(everythingSince(now.get() - SKEW));
    }

    private static Missed everythingSince(long since) {
        return new Missed(since, Set.of());
    }
}
