package io.groundswell.dispatch;

import static io.groundswell.dispatch.Fakes.message;
import static io.groundswell.dispatch.Updates.likes;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.groundswell.dispatch.Inbox.Poison;
import io.groundswell.event.Archive;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.Folds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Months of a topic: packets come twice, late, out of the dead letters at the last moment and after it, while every invocation
 * folds what is old enough. The total is what was accepted, at every moment of it, in the store and on a node that holds
 * everything it was ever told. Histories are generated from a seed, which names the case that failed.
 */
class FoldSuite {
    private static final Topic TOPIC = Topic.video("1");
    private static final String REGION = "us-east-1";
    private static final int DAYS = 120;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final MessageLife LIFE = new MessageLife(Duration.ofDays(4), Duration.ofDays(14));

    private static final int PACKETS = 3;

    private final Fakes fakes = new Fakes();
    private CountedState node = CountedState.EMPTY;
    private long accepted;
    private int folds;

    /** A message and when it comes, in milliseconds since 1970. */
    private record Coming(SQSMessage message, long at) {}

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void totals_shouldBeWhatWasAccepted_whenPacketsOfFoldedReplicasComeAgain(long seed) {
        Random random = new Random(seed);
        fakes.folds = new MemoryFolds();
        fakes.listening.put(TOPIC, List.of("node"));
        List<Coming> coming = history(random);
        coming.sort(Comparator.comparingLong(Coming::at));

        coming.forEach(this::handle);
        assertThat(fakes.counted(TOPIC).totals()).isEqualTo(Map.of("like", accepted));
        assertThat(folds).isGreaterThan(10);
        assertThat(fakes.counted(TOPIC).replicas()).hasSizeLessThan(2 * DAYS / 3);

        List<SQSMessage> deadLetters = fakes.aside.stream().map(Poison::message).toList();
        assertThat(deadLetters).isNotEmpty();
        deadLetters.forEach(message -> handle(new Coming(message, fakes.millis.get())));
        assertThat(fakes.aside).hasSize(2 * deadLetters.size());
        assertThat(fakes.counted(TOPIC).totals()).isEqualTo(Map.of("like", accepted));
    }

    /** Each time by an instance that has not looked at the topic yet, so that each time it may be folded. */
    private void handle(Coming next) {
        fakes.millis.set(next.at);
        DispatchHandlerTest.handle(fakes.handler(), List.of(next.message));
        node = node.merge(fakes.received("node", TOPIC).counted());
        assertThat(node.totals()).isEqualTo(fakes.counted(TOPIC).totals());
    }

    /** A replica a day; each packet comes once while it lives, and a third of them again at any time. */
    private List<Coming> history(Random random) {
        List<Coming> coming = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            long begun = Fakes.NOON + day * DAY;
            long count = 0;
            for (long ordinal = 1; ordinal <= PACKETS; ordinal++) {
                count += random.nextInt(1, 9);
                long acceptedAt = begun + random.nextLong(Replica.LONGEST_LIFE.toMillis());
                SQSMessage message =
                        message("m" + coming.size(), TOPIC, likes("boot." + day + "." + begun, ordinal, count));
                long late = random.nextInt(3) == 0 ? LIFE.longest().toMillis() : 1_000;
                coming.add(new Coming(message, acceptedAt + random.nextLong(late)));
                if (random.nextInt(3) == 0) {
                    coming.add(new Coming(message, acceptedAt + random.nextLong(DAYS * DAY)));
                }
            }
            accepted += count;
        }
        return coming;
    }

    /** Folds in one step what the dispatcher says is old enough. */
    private final class MemoryFolds implements Folds {
        @Override
        public boolean claim(Topic topic, long now) {
            return true;
        }

        @Override
        public Folded fold(Topic topic, long before, long now) {
            CountedState all = fakes.counted(topic);
            Map<Replica, ReplicaCount> old = new HashMap<>(all.replicas());
            old.keySet().removeIf(replica -> !replica.begunBefore(before));
            Map<String, Long> sum = new CountedState(old, all.archives()).totals();
            fakes.counted.put(topic, all.merge(CountedState.of(REGION, new Archive(before, sum))));
            assertThat(fakes.counted(topic).totals()).isEqualTo(all.totals());
            folds += old.isEmpty() ? 0 : 1;
            return new Folded(old.size(), old.size());
        }
    }
}
