package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a video that everybody likes at once costs a partition of the counters, which takes 1,000 writes a second: a packet is
 * a write of its replica's row at most, and at worst the rows of all processes stand in the same partition.
 */
class HotVideoSuite {
    private static final int SECONDS = 10;
    private static final int MOST_WRITES_A_SECOND = 700;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 100})
    void packets_shouldStayUnderWhatAPartitionTakes_whenAllProcessesCountOneVideo(int processes) {
        long writes = (long) processes * packetsOfOne(processes);

        assertThat(writes / SECONDS).isLessThan(MOST_WRITES_A_SECOND);
    }

    @Test
    void packets_shouldCarryEveryLike_whenTheyAreSpaced() {
        OutboxFixture fixture = fixture(20);
        for (int like = 0; like < 1_000; like++) {
            fixture.like("ann");
            fixture.run(1);
        }
        fixture.run(1_000);

        assertThat(fixture.queue.counted().totals()).containsEntry("like", 1_000L);
    }

    /** A like a millisecond, far more often than packets may go. */
    private static long packetsOfOne(int processes) {
        OutboxFixture fixture = fixture(processes);
        for (int milli = 0; milli < SECONDS * 1_000; milli++) {
            fixture.like("ann");
            fixture.run(1);
        }
        return fixture.queue.attempts().size();
    }

    private static OutboxFixture fixture(int processes) {
        OutboxConfig usual = OutboxFixture.CONFIG;
        OutboxConfig config =
                new OutboxConfig(processes, usual.retries(), usual.packing(), usual.requests(), usual.topics());
        return new OutboxFixture(config, Duration.ofMillis(1));
    }
}
