package io.groundswell.dispatch.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import io.groundswell.dispatch.deliver.Bodies.Body;
import io.groundswell.event.Batch;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Interval;
import io.groundswell.event.IntervalId;
import io.groundswell.event.LatestKey;
import io.groundswell.event.LatestState;
import io.groundswell.event.Register;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.event.TopicUpdate;
import io.groundswell.event.wire.BatchCodec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {
    private static final Batch.Stages STAGES = new Batch.Stages(5, 6);

    @Test
    void of_shouldBeOneBody_whenItFits() {
        Batch batch = batch(new Random(1), 3);

        List<Body> bodies = Bodies.of(batch, 1 << 20);

        assertThat(bodies).hasSize(1);
        assertThat(BatchCodec.decode(bodies.getFirst().json().array())).isEqualTo(batch);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void of_shouldLoseNothingAndStayWithinTheLimit_whenItIsSplit(long seed) {
        Batch batch = batch(new Random(seed), 4);

        List<Body> bodies = Bodies.of(batch, 1_000);

        assertThat(bodies).hasSizeGreaterThan(4);
        assertThat(bodies).allSatisfy(body -> {
            assertThat(body.json().remaining()).isLessThanOrEqualTo(1_000);
            assertThat(BatchCodec.decode(body.json().array()).topics()).containsOnlyKeys(body.topics());
        });
        assertThat(bodies.stream()
                        .map(body -> BatchCodec.decode(body.json().array()))
                        .reduce(Batch::merge))
                .contains(batch);
    }

    @Test
    void of_shouldBeOneBody_whenASingleItemIsTooLarge() {
        Topic topic = Topic.video("1");
        Batch batch = Batch.of(topic, TopicUpdate.durable(DurableEvents.of(comment(new Random(1), 500))));

        assertThat(Bodies.of(batch, 100)).hasSize(1);
    }

    private static Batch batch(Random random, int topics) {
        Map<Topic, TopicUpdate> updates = new TreeMap<>();
        for (int n = 0; n < topics; n++) {
            updates.put(Topic.video("v" + n), update(random));
        }
        return new Batch(STAGES, updates);
    }

    private static TopicUpdate update(Random random) {
        TopicUpdate update = TopicUpdate.EMPTY;
        for (int n = 1; n <= 5; n++) {
            Replica replica = new Replica("us-east-1", "boot." + n);
            CountedState counted = CountedState.of(replica, new ReplicaCount(n, Map.of("like", random.nextLong(100))));
            Interval interval = new Interval(List.of("ann", "bob"), n, n + 1L);
            LatestKey key = new LatestKey(EventKind.TYPING, "member-" + n);
            update = update.merge(TopicUpdate.counted(counted, Map.of(new IntervalId(replica, n), interval)))
                    .merge(TopicUpdate.latest(new LatestState(Map.of(key, new Register("true", n, "w")))))
                    .merge(TopicUpdate.durable(DurableEvents.of(comment(random, random.nextInt(300)))));
        }
        return update;
    }

    private static DurableEvent comment(Random random, int length) {
        EventId id = EventId.of(new Ulid(random.nextLong(1L << 40), random.nextLong()), "us-east-1");
        return new DurableEvent(id, EventKind.COMMENT, "ann", 1, 2, "{\"text\":\"" + "x".repeat(length) + "\"}");
    }
}
