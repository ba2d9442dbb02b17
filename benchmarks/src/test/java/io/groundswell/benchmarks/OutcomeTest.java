package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static Outcome loaded(double clientIdle, Histogram sweeps, long mostLag) {
        return new Outcome(
                Outcomes.PLAN,
                Outcomes.usage(1_000, 0.5, clientIdle),
                Outcomes.histogram(20, 60),
                sweeps,
                0,
                new Outcome.Wrong(0, 0, 0),
                mostLag);
    }

    @Test
    void bottleneck_shouldBeEmpty_whenTheLoadSideHadRoom() {
        assertThat(loaded(0.5, Outcomes.histogram(1, 5), 1_000_000).bottleneck())
                .isEmpty();
    }

    @Test
    void bottleneck_shouldNameWhatWasShort_whenTheLoadSideHadNoRoom() {
        assertThat(loaded(0.01, Outcomes.histogram(1, 90), 200_000_000).bottleneck())
                .isEqualTo("the publisher was up to 200 ms late; the client loops rested 1 %; "
                        + "reads were late, a client sweep took 90 ms at p99");
    }

    @Test
    void isClean_shouldBeFalse_whenAnythingIsMissingOrWrong() {
        assertThat(Outcomes.of(1, 1, 1, 2).isClean()).isTrue();
        assertThat(Outcomes.of(1, 1, Outcomes.histogram(1, 2), 1).isClean()).isFalse();
        Outcome clean = Outcomes.of(1, 1, 1, 2);
        assertThat(new Outcome(
                                clean.plan(),
                                clean.usage(),
                                clean.latency(),
                                clean.sweeps(),
                                0,
                                new Outcome.Wrong(0, 0, 1),
                                0)
                        .isClean())
                .isFalse();
    }

    @Test
    void print_shouldTellEveryFigure() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Report(loaded(0.01, Outcomes.histogram(1, 5), 0)).print(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                10 connections, 1 topics, 100.0 COMMENTS/s, 1 s
                deliveries/s                       1,000
                latency ms                p50 20.0  p90 20.0  p99 60.0  max 60.0
                missing                                0   repeated 0, streams ended 0, wrong totals 0
                server CPU s                        0.50   (0.50 cores)
                deliveries/server-CPU-s            2,000
                server RSS MB                        100
                load CPU s                          0.50   (0.50 cores), client loops 1 % at rest, 100.0 events a read
                client sweep ms           p50 1.0  p99 5.0  max 5.0
                others' CPU                         0.25 cores of this machine
                the load side was the bottleneck: the client loops rested 1 %
                """);
    }
}
