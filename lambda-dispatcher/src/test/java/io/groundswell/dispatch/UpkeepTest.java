package io.groundswell.dispatch;

import static io.groundswell.dispatch.Updates.comment;
import static io.groundswell.dispatch.Updates.likes;
import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.store.Folds;
import io.groundswell.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    private static final Topic ONE = Topic.video("1");
    private static final Topic TWO = Topic.video("2");
    private static final MessageLife LIFE = new MessageLife(Duration.ofDays(4), Duration.ofDays(14));

    private final AtomicLong millis = new AtomicLong(Fakes.NOON);
    private final List<String> calls = new ArrayList<>();
    private boolean claimed = true;
    private boolean broken;
    private final Folds folds = new Folds() {
        @Override
        public boolean claim(Topic topic, long now) {
            calls.add("claim " + topic);
            return claimed;
        }

        @Override
        public Folded fold(Topic topic, long before, long now) {
            calls.add("fold " + topic + " before " + before);
            if (broken) {
                throw new StoreException("broken by this test", new IllegalStateException());
            }
            return new Folded(1, 1);
        }
    };

    @Test
    void after_shouldFoldWhatIsOldEnough_whenItIsTheOneThatMay() {
        upkeep(0).after(Map.of(ONE, likes("r.1", 1, 1)));

        assertThat(calls).containsExactly("claim video:1", "fold video:1 before " + LIFE.foldedBefore(Fakes.NOON));
    }

    @Test
    void after_shouldOnlyAsk_whenAnotherLooksThroughTheTopic() {
        claimed = false;

        upkeep(0).after(Map.of(ONE, likes("r.1", 1, 1)));

        assertThat(calls).containsExactly("claim video:1");
    }

    @Test
    void after_shouldTakeOneTopicEachTimeAndNoneTwice_untilAWhileHasPassed() {
        Upkeep upkeep = upkeep(0);
        Map<Topic, TopicUpdate> both = Map.of(ONE, likes("r.1", 1, 1), TWO, likes("r.2", 1, 1));
        claimed = false;
        for (int invocation = 0; invocation < 5; invocation++) {
            upkeep.after(both);
        }
        assertThat(calls).containsExactlyInAnyOrder("claim video:1", "claim video:2");

        millis.addAndGet(Folds.BETWEEN_LOOKS.toMillis() + 1);
        upkeep.after(both);

        assertThat(calls).hasSize(3);
    }

    @Test
    void after_shouldDoNothing_whenNothingWasCountedOrItIsNotItsTurn() {
        upkeep(0).after(Map.of(ONE, comment(1)));
        upkeep(-1).after(Map.of(ONE, likes("r.1", 1, 1)));

        assertThat(calls).isEmpty();
    }

    @Test
    void after_shouldGoOn_whenTheStoreFails() {
        broken = true;

        upkeep(0).after(Map.of(ONE, likes("r.1", 1, 1)));

        assertThat(calls).hasSize(2);
    }

    private Upkeep upkeep(long random) {
        return new Upkeep(
                folds,
                LIFE,
                new Upkeep.Pace(
                        () -> Instant.ofEpochMilli(millis.get()), () -> millis.get() * 1_000_000, () -> random));
    }
}
