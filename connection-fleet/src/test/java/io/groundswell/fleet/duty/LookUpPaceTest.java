package io.groundswell.fleet.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeLookup.Found;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookUpPaceTest {
    private static final Topic TOPIC = Topic.video("1");
    private static final long ROW_BYTES = 100;

    private final AtomicLong millis = new AtomicLong(1_770_000_000_000L);
    private final LookUpPace pace = new LookUpPace(() -> Instant.ofEpochMilli(millis.get()));

    @ParameterizedTest
    @ValueSource(ints = {1, 41, 300, 1_000, 3_000})
    void pause_shouldKeepAllNodesTogetherWithinTheUnits_whenEachAsksAfterIt(int nodes) {
        long units = Math.ceilDiv(nodes * ROW_BYTES, 4_096);
        double seconds = Math.max(2, LookUpPace.pause(nodes, nodes * ROW_BYTES).toMillis() / 1_000.0);

        assertThat(nodes * units / seconds).isLessThanOrEqualTo(LookUpPace.UNITS_A_SECOND + 1.0);
    }

    @Test
    void isDue_shouldWaitForThePause_whenManyNodesHaveTheTopic() {
        assertThat(pace.isDue(TOPIC)).isTrue();
        pace.answered(TOPIC, found(300));
        assertThat(pace.isDue(TOPIC)).isFalse();

        millis.addAndGet(LookUpPace.pause(300, 300 * ROW_BYTES).toMillis());
        assertThat(pace.isDue(TOPIC)).isTrue();
    }

    @Test
    void isDue_shouldBeTrueAtOnce_whenTheTotalWasNotKnown() {
        pace.answered(TOPIC, found(1));
        millis.addAndGet(2);

        assertThat(pace.isDue(TOPIC)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 5000", "10, 11, 5000", "10, 9, 5000", "10, 12, 24", "1, 2, 4", "2, 1, 2", "0, 0, 5000", "0, 1, 2"
    })
    void isDue_shouldBeFalseForSeconds_whenTheTotalHardlyChanged(int before, int after, long pause) {
        pace.answered(TOPIC, found(before));
        pace.answered(TOPIC, found(after));

        millis.addAndGet(pause - 1);
        assertThat(pace.isDue(TOPIC)).isFalse();
        millis.addAndGet(1);
        assertThat(pace.isDue(TOPIC)).isTrue();
    }

    @Test
    void isDue_shouldBeFalseForLonger_whileTheTotalDoesNotChangeAtAll() {
        pace.answered(TOPIC, found(100));
        for (long seconds : new long[] {5, 10, 15, 15}) {
            pace.answered(TOPIC, found(100));
            millis.addAndGet(seconds * 1_000 - 1);
            assertThat(pace.isDue(TOPIC)).isFalse();
            millis.addAndGet(1);
            assertThat(pace.isDue(TOPIC)).isTrue();
        }
        pace.answered(TOPIC, found(101));
        millis.addAndGet(5_000);
        assertThat(pace.isDue(TOPIC)).isTrue();
    }

    @Test
    void keepOnly_shouldForgetTheOthers() {
        Topic gone = Topic.video("gone");
        pace.answered(TOPIC, found(300));
        pace.answered(gone, found(300));
        pace.keepOnly(Set.of(TOPIC));

        assertThat(pace.isDue(gone)).isTrue();
        assertThat(pace.isDue(TOPIC)).isFalse();
    }

    private static Found found(int nodes) {
        Map<Node, Integer> viewers = IntStream.range(0, nodes)
                .boxed()
                .collect(Collectors.toMap(
                        n -> new Node("n" + n, URI.create("http://n/"), "n:1", Long.MAX_VALUE, 0, false, 1), n -> 1));
        return new Found(viewers, nodes * ROW_BYTES, false, Duration.ZERO);
    }
}
