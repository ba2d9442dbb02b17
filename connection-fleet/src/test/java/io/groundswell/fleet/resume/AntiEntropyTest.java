package io.groundswell.fleet.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.fleet.hub.Totals;
import io.groundswell.store.Counters;
import io.groundswell.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AntiEntropyTest {
    private static final Topic TOPIC = Topic.video("1");
    private static final Duration TURN = Duration.ofSeconds(1);

    private final FakeTotals node = new FakeTotals();
    private final FakeCounters store = new FakeCounters();
    private final List<AntiEntropy.Outcome> outcomes = new ArrayList<>();
    private long now = 1_770_000_000_000L;
    private final AntiEntropy antiEntropy = new AntiEntropy(
            store,
            node,
            new Lanes(1, 1_000, Runnable::run),
            new AntiEntropy.Surroundings(() -> Instant.ofEpochMilli(now), new Random(42), outcomes::add));

    @Test
    void turn_shouldHealWithinHalfAMinute_whenTheLastDeliveryWasLost() {
        for (int second = 0; second < 120; second++) {
            store.like(TOPIC);
            node.take(TOPIC, store.read(TOPIC));
            pass(TURN);
        }
        store.like(TOPIC);

        pass(Duration.ofSeconds(30));

        assertThat(node.totals(TOPIC)).isEqualTo(121);
        assertThat(outcomes).containsOnlyOnce(AntiEntropy.Outcome.HEALED);
    }

    /** Not the last delivery of a stream of them, but a lone one, some while after the topic's last change. */
    @Test
    void turn_shouldHealSoon_whenTheTopicHasBeenQuietForALittleWhile() {
        store.like(TOPIC);
        node.take(TOPIC, store.read(TOPIC));
        pass(Duration.ofSeconds(15));
        store.like(TOPIC);

        pass(Duration.ofSeconds(30));

        assertThat(node.totals(TOPIC)).isEqualTo(2);
    }

    @Test
    void turn_shouldReadEverMoreRarely_whenNothingChanges() {
        node.take(TOPIC, store.read(TOPIC));

        pass(Duration.ofMinutes(1));
        int inTheFirstMinute = store.reads;
        pass(Duration.ofHours(1));
        int untilThen = store.reads;
        pass(Duration.ofHours(1));

        assertThat(inTheFirstMinute).isBetween(3, 6);
        assertThat(store.reads - untilThen).isBetween(3, 6);
    }

    @Test
    void turn_shouldReadABusyTopicOnceInAWhile_whenItChangesAllTheTime() {
        for (int second = 0; second < 80; second++) {
            store.like(TOPIC);
            node.take(TOPIC, store.read(TOPIC));
            store.reads--;
            pass(TURN);
        }

        assertThat(store.reads).isBetween(6, 13);
    }

    @Test
    void turn_shouldStayWithinItsReads_whenAHundredThousandTopicsComeAtOnce() {
        IntStream.range(0, 100_000).forEach(n -> node.take(Topic.video("t" + n), CountedState.EMPTY));
        int most = 0;
        for (int turn = 0; turn < 60; turn++) {
            int before = store.reads;
            pass(TURN);
            most = Math.max(most, store.reads - before);
        }

        assertThat(most).isEqualTo(AntiEntropy.BUSY_READS_A_TURN);
    }

    @Test
    void turn_shouldForgetATopic_whenTheNodeHas() {
        node.take(TOPIC, store.read(TOPIC));
        pass(TURN);
        assertThat(antiEntropy.size()).isEqualTo(1);
        node.kept.remove(TOPIC);

        pass(Duration.ofSeconds(20));

        assertThat(antiEntropy.size()).isZero();
        assertThat(outcomes).containsExactly(AntiEntropy.Outcome.GONE);
    }

    @Test
    void turn_shouldReadAgain_whenTheStoreWasBroken() {
        store.like(TOPIC);
        store.like(TOPIC);
        node.take(TOPIC, CountedState.EMPTY);
        store.broken = true;
        pass(Duration.ofSeconds(30));
        assertThat(outcomes).isNotEmpty().containsOnly(AntiEntropy.Outcome.FAILED);
        store.broken = false;

        pass(Duration.ofSeconds(12));

        assertThat(node.totals(TOPIC)).isEqualTo(2);
    }

    private void pass(Duration time) {
        for (long until = now + time.toMillis(); now < until; ) {
            now += TURN.toMillis();
            antiEntropy.turn();
        }
    }

    private static CountedState likes(long number) {
        return number == 0
                ? CountedState.EMPTY
                : CountedState.of(new Replica("us-east-1", "r.1"), new ReplicaCount(number, Map.of("like", number)));
    }

    private static final class FakeTotals implements Totals {
        private final Map<Topic, CountedState> kept = new HashMap<>();
        private final Set<Topic> moved = new HashSet<>();

        void take(Topic topic, CountedState counted) {
            CountedState before = kept.get(topic);
            CountedState merged = before == null ? counted : before.merge(counted);
            if (!merged.equals(before)) {
                kept.put(topic, merged);
                moved.add(topic);
            }
        }

        long totals(Topic topic) {
            return kept.getOrDefault(topic, CountedState.EMPTY).totals().getOrDefault("like", 0L);
        }

        @Override
        public CompletableFuture<Set<Topic>> moved() {
            Set<Topic> since = Set.copyOf(moved);
            moved.clear();
            return CompletableFuture.completedFuture(since);
        }

        @Override
        public CompletableFuture<Healing> heal(Topic topic, CountedState counted) {
            CountedState before = kept.get(topic);
            if (before == null) {
                return CompletableFuture.completedFuture(Healing.GONE);
            }
            kept.put(topic, before.merge(counted));
            boolean same = before.totals().equals(before.merge(counted).totals());
            return CompletableFuture.completedFuture(same ? Healing.SAME : Healing.HEALED);
        }
    }

    private static final class FakeCounters implements Counters {
        private final Map<Topic, Long> likes = new HashMap<>();
        private int reads;
        private boolean broken;

        void like(Topic topic) {
            likes.merge(topic, 1L, Long::sum);
        }

        @Override
        public CountedState read(Topic topic) {
            reads++;
            if (broken) {
                throw new StoreException("store: broken (expected: by this test)", new IllegalStateException());
            }
            return likes(likes.getOrDefault(topic, 0L));
        }

        @Override
        public Set<Topic> raise(Map<Topic, CountedState> counted) {
            throw new UnsupportedOperationException();
        }
    }
}
