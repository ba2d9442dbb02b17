package io.groundswell.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoCountersTest {
    private static LocalDynamo dynamo;
    private static DynamoCounters counters;

    @BeforeAll
    static void start() throws Exception {
        dynamo = LocalDynamo.start();
        StoreTables.create(dynamo.client(), "test-");
        counters = new DynamoCounters(dynamo.client(), "test-");
    }

    @AfterAll
    static void stop() throws Exception {
        dynamo.close();
    }

    @Test
    void read_shouldBeEmpty_whenNothingWasCounted() {
        assertThat(counters.read(Topic.video("silent"))).isEqualTo(CountedState.EMPTY);
    }

    @Test
    void keep_shouldKeepTheNewest_whenAnOlderOneComesLater() {
        Topic topic = Topic.video("late");
        Replica replica = new Replica("us-east-1", "boot.1");
        ReplicaCount newer = new ReplicaCount(2, Map.of("like", 7L, "wow", 1L));

        keep(topic, replica, newer);
        keep(topic, replica, newer);
        keep(topic, replica, new ReplicaCount(1, Map.of("like", 3L)));

        assertThat(counters.read(topic)).isEqualTo(CountedState.of(replica, newer));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keep_shouldEndWithEveryReplicasLastValue_whenPacketsComeTwiceAndOutOfOrder(long seed) {
        Topic topic = Topic.video("history-" + seed);
        List<CountedState> packets = new ArrayList<>();
        for (int replica = 0; replica < 20; replica++) {
            for (long ordinal = 1; ordinal <= 3; ordinal++) {
                packets.add(packet(replica, ordinal));
            }
        }
        packets.addAll(packets.subList(0, packets.size() / 2));
        Collections.shuffle(packets, new Random(seed));

        packets.forEach(
                packet -> assertThat(counters.raise(Map.of(topic, packet))).isEmpty());

        assertThat(counters.read(topic)).isEqualTo(packets.stream().reduce(CountedState.EMPTY, CountedState::merge));
    }

    @Test
    void read_shouldSeeEveryPage_whenATopicHoldsMoreThanOne() {
        Topic topic = Topic.video("pages");
        String longReaction = "r".repeat(40_000);
        IntStream.range(0, 120)
                .forEach(n -> keep(
                        topic, new Replica("us-east-1", "boot." + n), new ReplicaCount(1, Map.of(longReaction, 1L))));

        assertThat(counters.read(topic).totals()).isEqualTo(Map.of(longReaction, 120L));
    }

    @Test
    void shardOf_shouldUseEveryShardAndStayTheSame_whenReplicasDiffer() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(n -> DynamoCounters.shardOf(new Replica("us-east-1", "boot." + n)))
                        .distinct())
                .hasSize(DynamoCounters.SHARDS);
        assertThat(DynamoCounters.shardOf(new Replica("us-east-1", "boot.1"))).isEqualTo(0);
    }

    @Test
    void read_shouldThrowStoreException_whenTheTableIsAbsent() {
        DynamoCounters elsewhere = new DynamoCounters(dynamo.client(), "absent-");

        assertThatThrownBy(() -> elsewhere.read(Topic.video("1")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("counters of video:1");
    }

    @Test
    void raise_shouldNameTheTopics_whenTheirRowsAreNotKept() {
        DynamoCounters elsewhere = new DynamoCounters(dynamo.client(), "absent-");
        Topic fresh = Topic.video("fresh");
        Topic known = Topic.video("known");

        assertThat(elsewhere.raise(Map.of(fresh, packet(1, 1), known, packet(1, 2))))
                .containsExactlyInAnyOrder(fresh, known);
    }

    private static void keep(Topic topic, Replica replica, ReplicaCount count) {
        assertThat(counters.raise(Map.of(topic, CountedState.of(replica, count))))
                .isEmpty();
    }

    private static CountedState packet(int replica, long ordinal) {
        return CountedState.of(
                new Replica("eu-west-1", "boot." + replica),
                new ReplicaCount(ordinal, Map.of("like", ordinal * 10 + replica)));
    }
}
