package io.groundswell.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessageLifeTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final MessageLife life = new MessageLife(Duration.ofDays(4), Duration.ofDays(14));

    @Test
    void longest_shouldBeTheQueueTwiceAndTheDeadLettersOnce() {
        assertThat(life.longest()).isEqualTo(Duration.ofDays(22));
    }

    @Test
    void foldedBefore_shouldBeADayBeforeWhatIsRefused() {
        assertThat(life.refusedBefore(100 * DAY)).isEqualTo(77 * DAY);
        assertThat(life.foldedBefore(100 * DAY)).isEqualTo(76 * DAY);
    }

    @Test
    void constructor_shouldRefuse_whenSqsWouldKeepNothingSoLong() {
        assertThatThrownBy(() -> new MessageLife(Duration.ofDays(4), Duration.ofDays(15)))
                .hasMessage("dead-letter retention: PT360H (expected: 1 to 14 days)");
    }
}
