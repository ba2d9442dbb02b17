package io.groundswell.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.aws.Parallel;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.Folds;
import io.groundswell.store.Folds.Folded;
import io.groundswell.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** A fold changes no total, whatever happens meanwhile: of what is stored, and of a node that holds what it was once told. */
class DynamoFoldsTest {
    private static final String EAST = "us-east-1";
    private static final long NOON = 1_770_000_000_000L;
    private static final long HOUR = Folds.BEFORE_DELETION.toMillis();
    private static final int OLD = 60;
    private static final int YOUNG = 5;

    private static LocalDynamo dynamo;
    private static DynamoCounters counters;

    private WatchedDynamo watched;
    private DynamoFolds folds;
    private DynamoFolds others;

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

    @BeforeEach
    void watch() {
        watched = new WatchedDynamo(dynamo.client());
        folds = new DynamoFolds(watched.client(), "test-", EAST);
        others = new DynamoFolds(dynamo.client(), "test-", EAST);
    }

    @Test
    void fold_shouldPutAnArchiveInTheirPlace_whenReplicasAreOld() {
        Topic topic = counted("plain");
        CountedState before = counters.read(topic);

        assertThat(folds.fold(topic, NOON, NOON)).isEqualTo(new Folded(OLD, 0));
        CountedState between = counters.read(topic);
        assertThat(folds.fold(topic, NOON, NOON + HOUR - 1)).isEqualTo(new Folded(0, 0));
        assertThat(folds.fold(topic, NOON, NOON + HOUR)).isEqualTo(new Folded(0, OLD));
        assertThat(folds.fold(topic, NOON, NOON + HOUR)).isEqualTo(new Folded(0, 0));

        CountedState after = counters.read(topic);
        assertThat(between.totals()).isEqualTo(before.totals());
        assertThat(after).isEqualTo(between);
        assertThat(after.replicas()).hasSize(YOUNG + 1);
        assertThat(rows(topic)).isEqualTo(YOUNG + 1 + 1);
    }

    @Test
    void fold_shouldAddToTheArchive_whenMoreReplicasHaveBecomeOld() {
        Topic topic = counted("again");
        Map<String, Long> before = counters.read(topic).totals();
        folds.fold(topic, NOON - OLD / 2, NOON);

        assertThat(folds.fold(topic, NOON, NOON + HOUR)).isEqualTo(new Folded(OLD / 2, OLD / 2));
        assertThat(counters.read(topic).totals()).isEqualTo(before);
        assertThat(folds.fold(topic, NOON - OLD / 2, NOON + 2 * HOUR)).isEqualTo(new Folded(0, OLD / 2));
        assertThat(counters.read(topic).totals()).isEqualTo(before);
    }

    @Test
    void fold_shouldDoNothing_whenThereAreFew() {
        Topic topic = counted("few");

        assertThat(folds.fold(topic, NOON - OLD + Folds.LEAST_FOLDED - 1, NOON)).isEqualTo(new Folded(0, 0));
        assertThat(counters.read(topic).archives()).isEmpty();
    }

    @Test
    void fold_shouldCountOnce_whenAnotherFolderIsFasterInTheMiddle() {
        Topic topic = counted("race");
        Map<String, Long> before = counters.read(topic).totals();
        AtomicBoolean first = new AtomicBoolean(true);
        watched.before = request -> {
            if (request instanceof PutItemRequest && first.getAndSet(false)) {
                others.fold(topic, NOON - 1, NOON);
                others.fold(topic, NOON - 1, NOON + HOUR);
            }
        };

        assertThat(folds.fold(topic, NOON, NOON)).isEqualTo(new Folded(0, 0));
        assertThat(counters.read(topic).totals()).isEqualTo(before);
        folds.fold(topic, NOON + YOUNG, NOON + 2 * HOUR);
        assertThat(counters.read(topic).totals()).isEqualTo(before);
    }

    @Test
    void fold_shouldCountOnce_whenManyFoldAtOnceWithDifferentLimits() {
        Topic topic = counted("crowd");
        Map<String, Long> before = counters.read(topic).totals();

        for (int hour = 0; hour < 3; hour++) {
            long now = NOON + hour * HOUR;
            Parallel.map(List.of(0, 1, 2, 3, 4, 5, 6, 7), 8, n -> others.fold(topic, NOON - 5 * n, now));
            assertThat(counters.read(topic).totals()).isEqualTo(before);
        }
    }

    @Test
    void fold_shouldChangeNoTotal_whenItIsKilledAnywhereAndDoneAgain() {
        Topic topic = counted("killed");
        CountedState held = counters.read(topic);
        AtomicInteger calls = new AtomicInteger();
        for (int last = 1; last <= 12; last++) {
            int most = last;
            calls.set(0);
            watched.after = request -> {
                if (calls.incrementAndGet() >= most) {
                    throw SdkClientException.create("killed after call " + most);
                }
            };
            long now = NOON + last * HOUR;
            try {
                folds.fold(topic, NOON - OLD + 5L * last, now);
            } catch (StoreException expected) {
                assertThat(expected).hasCauseInstanceOf(SdkClientException.class);
            }
            CountedState read = counters.read(topic);
            assertThat(read.totals()).isEqualTo(held.totals());
            assertThat(held.merge(read).totals()).isEqualTo(held.totals());
        }
        watched.after = request -> {};
        folds.fold(topic, NOON, NOON + 20 * HOUR);
        folds.fold(topic, NOON, NOON + 21 * HOUR);
        assertThat(rows(topic)).isLessThan(YOUNG + 1 + 1 + Folds.LEAST_FOLDED);
        assertThat(counters.read(topic).totals()).isEqualTo(held.totals());
    }

    @Test
    void read_shouldGiveTheSameTotals_whenAFoldIsInTheMiddle() {
        Topic topic = counted("middle");
        CountedState held = counters.read(topic);
        List<Map<String, Long>> seen = Collections.synchronizedList(new ArrayList<>());
        watched.before = request -> seen.add(counters.read(topic).totals());
        watched.after = request -> seen.add(held.merge(counters.read(topic)).totals());

        folds.fold(topic, NOON, NOON);
        folds.fold(topic, NOON, NOON + HOUR);

        assertThat(watched.requests).hasAtLeastOneElementOfType(BatchWriteItemRequest.class);
        assertThat(seen)
                .hasSizeGreaterThan(10)
                .allSatisfy(totals -> assertThat(totals).isEqualTo(held.totals()));
    }

    @Test
    void raise_shouldBringNothingBack_whenARowOfAFoldedReplicaIsWrittenAgain() {
        Topic topic = counted("revenant");
        Map<String, Long> before = counters.read(topic).totals();
        folds.fold(topic, NOON, NOON);
        folds.fold(topic, NOON, NOON + HOUR);

        counters.raise(Map.of(topic, CountedState.of(replica(3), count(3))));

        assertThat(counters.read(topic).totals()).isEqualTo(before);
    }

    @Test
    void fold_shouldLeaveOtherRegionsAlone_whenTheirReplicasAreOld() {
        Topic topic = counted("regions");
        Replica west = Replica.begin("us-west-2", "boot", 1, 1);
        counters.raise(Map.of(topic, CountedState.of(west, count(7))));

        folds.fold(topic, NOON, NOON);
        folds.fold(topic, NOON, NOON + HOUR);

        assertThat(counters.read(topic).replicas()).containsKey(west);
        assertThat(counters.read(topic).archives()).containsOnlyKeys(EAST);
    }

    @Test
    void claim_shouldSayYesOnce_whenManyAsk() {
        Topic topic = Topic.video("claimed");
        List<Integer> askers = List.of(1, 2, 3, 4, 5, 6, 7, 8);
        long next = NOON + Folds.BETWEEN_LOOKS.toMillis();

        assertThat(Parallel.map(askers, 8, n -> others.claim(topic, NOON))).containsOnlyOnce(true);
        assertThat(others.claim(topic, next - 1)).isFalse();
        assertThat(others.claim(topic, next)).isTrue();
    }

    @Test
    void fold_shouldThrowStoreException_whenTheTableIsAbsent() {
        DynamoFolds elsewhere = new DynamoFolds(dynamo.client(), "absent-", EAST);

        assertThatThrownBy(() -> elsewhere.fold(Topic.video("1"), NOON, NOON)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> elsewhere.claim(Topic.video("1"), NOON)).isInstanceOf(StoreException.class);
    }

    /** 60 replicas that began before noon, 5 after, and one that does not say. */
    private static Topic counted(String name) {
        Topic topic = Topic.video(name);
        Map<Replica, ReplicaCount> replicas = new HashMap<>();
        for (int n = 0; n < OLD + YOUNG; n++) {
            replicas.put(replica(n), count(n));
        }
        replicas.put(new Replica(EAST, "boot.1"), count(4));
        assertThat(counters.raise(Map.of(topic, new CountedState(replicas)))).isEmpty();
        return topic;
    }

    private static Replica replica(int n) {
        return Replica.begin(EAST, "boot", n, NOON - OLD + n);
    }

    private static ReplicaCount count(int n) {
        return new ReplicaCount(1 + n % 3, Map.of("like", 1L + n, n % 2 == 0 ? "wow" : "love", 2L));
    }

    private static long rows(Topic topic) {
        return dynamo.client().scanPaginator(scan -> scan.tableName("test-counters")).items().stream()
                .filter(row -> Attributes.text(row, "topicShard").startsWith(topic + "#"))
                .count();
    }
}
