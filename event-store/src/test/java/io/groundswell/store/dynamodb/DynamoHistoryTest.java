package io.groundswell.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.Ulid;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Topic;
import io.groundswell.store.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoHistoryTest {
    /** Far enough ahead that no row expires while a test looks at it. */
    private static final long NOON = 4_000_000_000_000L;

    private static LocalDynamo dynamo;
    private static DynamoHistory history;

    @BeforeAll
    static void start() throws Exception {
        dynamo = LocalDynamo.start();
        StoreTables.create(dynamo.client(), "test-");
        history = new DynamoHistory(dynamo.client(), "test-", Duration.ofDays(7));
    }

    @AfterAll
    static void stop() throws Exception {
        dynamo.close();
    }

    @Test
    void keep_shouldKeepOneCopy_whenAnEventComesTwice() {
        Topic topic = Topic.video("twice");
        DurableEvent event = event(NOON, "hello");

        keep(topic, event.withDispatchedAt(NOON + 50));
        keep(topic, event.withDispatchedAt(NOON + 90));
        keep(topic, event.withDispatchedAt(NOON + 70));

        assertThat(history.newest(topic, Optional.empty(), 10)).containsExactly(event.withDispatchedAt(NOON + 90));
        assertThat(history.count(topic)).isEqualTo(1);
    }

    @Test
    void keep_shouldLetTheRowExpire_whenTheRetentionHasPassed() {
        Topic topic = Topic.video("expiry");
        DurableEvent event = event(NOON, "short-lived");
        keep(topic, event);

        Map<String, AttributeValue> row = dynamo.client()
                .getItem(get -> get.tableName("test-history")
                        .key(Map.of(
                                "topicShard", AttributeValue.fromS(DynamoHistory.shardOf(topic, event.id())),
                                "eventId", AttributeValue.fromS(event.id().value()))))
                .item();

        assertThat(row).containsEntry("expiresAt", AttributeValue.fromN(Long.toString(NOON / 1000 + 7 * 86_400)));
    }

    @Test
    void newest_shouldPageBackwards_whenAskedForOlderOnes() {
        Topic topic = Topic.video("backwards");
        List<DurableEvent> events = keep(topic, 5);

        List<DurableEvent> first = history.newest(topic, Optional.empty(), 2);
        List<DurableEvent> second =
                history.newest(topic, Optional.of(first.getLast().id()), 10);

        assertThat(first).containsExactly(events.get(4), events.get(3));
        assertThat(second).containsExactly(events.get(2), events.get(1), events.get(0));
    }

    @Test
    void since_shouldBeginAtTheMilli_whenEarlierEventsAreKept() {
        Topic topic = Topic.video("since");
        List<DurableEvent> events = keep(topic, 5);

        assertThat(history.since(topic, NOON + 2, Optional.empty(), 100)).isEqualTo(events.subList(2, 5));
        assertThat(history.since(topic, 0, Optional.empty(), 100)).isEqualTo(events);
    }

    @Test
    void since_shouldGiveTheNextPage_whenAskedAfterTheLastOne() {
        Topic topic = Topic.video("forwards");
        List<DurableEvent> events = keep(topic, 5);

        List<DurableEvent> first = history.since(topic, NOON + 1, Optional.empty(), 2);
        List<DurableEvent> second =
                history.since(topic, NOON + 1, Optional.of(first.getLast().id()), 2);

        assertThat(first).isEqualTo(events.subList(1, 3));
        assertThat(second).isEqualTo(events.subList(3, 5));
    }

    @Test
    void since_shouldFillThePage_whenDynamoCutsItsOwn() {
        Topic topic = Topic.video("large");
        String text = "x".repeat(30_000);
        LongStream.range(0, 60).forEach(n -> keep(topic, event(NOON + n, text)));

        assertThat(history.since(topic, NOON, Optional.empty(), 50)).hasSize(50);
        assertThat(history.count(topic)).isEqualTo(60);
    }

    @Test
    void latestLate_shouldTellTheLatest_whenEventsWereDispatchedTooLateToBeFound() {
        Topic topic = Topic.video("late");
        long limit = NOON + History.LATE.toMillis();
        keep(topic, event(NOON, "just in time").withDispatchedAt(limit));
        assertThat(history.latestLate(topic)).isEmpty();

        keep(topic, event(NOON + 1, "later").withDispatchedAt(limit + 70_000));
        keep(topic, event(NOON + 2, "late").withDispatchedAt(limit + 60_000));

        assertThat(history.latestLate(topic)).hasValue(limit + 70_000);
        assertThat(history.newest(topic, Optional.empty(), 10)).hasSize(3);
        assertThat(history.since(topic, NOON, Optional.empty(), 10)).hasSize(3);
        assertThat(history.count(topic)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1_000})
    void newestAndSince_shouldGoThroughAllInOrder_whenATopicIsSpread(int limit) {
        Topic topic = Topic.video("spread-" + limit);
        List<DurableEvent> events = keep(topic, 300);

        assertThat(events.stream().map(event -> DynamoHistory.shardOf(topic, event.id())))
                .contains(topic + "#0", topic + "#1", topic + "#2", topic + "#3");
        assertThat(pages(after -> history.since(topic, NOON, after, limit), limit))
                .isEqualTo(events);
        assertThat(pages(before -> history.newest(topic, before, limit), limit)).isEqualTo(events.reversed());
    }

    @Test
    void keep_shouldNameTheTopics_whenTheirRowsAreNotKept() {
        DynamoHistory elsewhere = new DynamoHistory(dynamo.client(), "absent-", Duration.ofDays(7));
        Topic one = Topic.video("one");
        Topic late = Topic.video("two");

        assertThat(elsewhere.keep(Map.of(
                        one,
                        DurableEvents.of(event(NOON, "x")),
                        late,
                        DurableEvents.of(event(NOON, "x").withDispatchedAt(NOON + 3_600_000)))))
                .containsExactlyInAnyOrder(one, late);
    }

    private static List<DurableEvent> pages(Function<Optional<EventId>, List<DurableEvent>> read, int limit) {
        List<DurableEvent> all = new ArrayList<>();
        List<DurableEvent> page = read.apply(Optional.empty());
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            page = read.apply(Optional.of(page.getLast().id()));
        }
        return all;
    }

    @Test
    void newest_shouldRefuse_whenTheLimitIsOutOfRange() {
        assertThatThrownBy(() -> history.newest(Topic.video("1"), Optional.empty(), 1_001))
                .hasMessage("limit: 1001 (expected: 1 to 1000)");
    }

    private static List<DurableEvent> keep(Topic topic, int number) {
        List<DurableEvent> events = LongStream.range(0, number)
                .mapToObj(n -> event(NOON + n, "comment " + n))
                .toList();
        keep(topic, events.toArray(DurableEvent[]::new));
        return events;
    }

    private static void keep(Topic topic, DurableEvent... events) {
        assertThat(history.keep(Map.of(topic, DurableEvents.of(events)))).isEmpty();
    }

    private static DurableEvent event(long acceptedAt, String text) {
        return new DurableEvent(
                EventId.of(Ulid.min(acceptedAt), "us-east-1"),
                EventKind.COMMENT,
                "ann",
                acceptedAt,
                acceptedAt + 10,
                "{\"text\":\"" + text + "\"}");
    }
}
