package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void add_shouldSumUp() {
        Tally tally = new Tally();
        tally.addDelivered(3);
        tally.addDelivered(4);
        tally.addIdle(5);
        tally.addIdle(6);
        tally.addRead();
        tally.addRead();
        assertThat(tally.delivered.get()).isEqualTo(7);
        assertThat(tally.idle.get()).isEqualTo(11);
        assertThat(tally.reads.get()).isEqualTo(2);
    }
}
