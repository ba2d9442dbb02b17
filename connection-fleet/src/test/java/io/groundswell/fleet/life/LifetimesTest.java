package io.groundswell.fleet.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.fleet.hub.EndReason;
import io.groundswell.fleet.hub.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifetimesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_000_000));

    @Test
    void next_shouldBeBetweenTheLeastAndTwiceThat_andSpread() {
        Lifetimes lifetimes = new Lifetimes(Duration.ofSeconds(1), CLOCK, new Random(1));
        List<Term> terms = Stream.generate(lifetimes::next).limit(1_000).toList();
        assertThat(terms).allSatisfy(term -> {
            assertThat(term.endsAt()).isBetween(1_001_000L, 1_002_000L);
            assertThat(term.reason()).isEqualTo(EndReason.LIFETIME);
        });
        for (int tenth = 0; tenth < 10; tenth++) {
            long from = 1_001_000 + 100L * tenth;
            assertThat(terms.stream().filter(term -> term.endsAt() >= from && term.endsAt() < from + 100))
                    .hasSizeBetween(60, 140);
        }
    }

    @Test
    void new_shouldSayWhatIsExpected() {
        assertThatThrownBy(() -> new Lifetimes(Duration.ZERO, CLOCK, new Random(1)))
                .hasMessage("lifetime: 0 ms (expected: more than 0)");
    }
}
