package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceTest {
    private final Tally tally = new Tally();
    private final Sequence sequence = new Sequence(tally);

    @Test
    void take_shouldCountWhatIsNew_whenNumbersAreLeftOut() {
        assertThat(sequence.take(0)).isTrue();
        assertThat(sequence.take(5)).isTrue();
        assertThat(sequence.received()).isEqualTo(2);
        assertThat(sequence.next()).isEqualTo(6);
        assertThat(tally.repeated.get()).isZero();
    }

    @Test
    void take_shouldCountARepeat_whenANumberComesLateOrTwice() {
        sequence.take(5);
        assertThat(sequence.take(5)).isFalse();
        assertThat(sequence.take(2)).isFalse();
        assertThat(sequence.received()).isEqualTo(1);
        assertThat(tally.repeated.get()).isEqualTo(2);
    }
}
