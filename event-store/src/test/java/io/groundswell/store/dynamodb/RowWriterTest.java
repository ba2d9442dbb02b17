package io.groundswell.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.ulid.Ulid;
import io.groundswell.event.CountedState;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** How often what is written, and in how many calls. */
class RowWriterTest {
    private static final long NOON = 4_000_000_000_000L;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static LocalDynamo dynamo;

    private WatchedDynamo watched;
    private DynamoHistory history;
    private DynamoCounters counters;
    private Topic topic;

    @BeforeAll
    static void start() throws Exception {
        dynamo = LocalDynamo.start();
        StoreTables.create(dynamo.client(), "test-");
    }

    @AfterAll
    static void stop() throws Exception {
        dynamo.close();
    }

    @BeforeEach
    void watch() {
        watched = new WatchedDynamo(dynamo.client());
        history = new DynamoHistory(watched.client(), "test-", Duration.ofDays(7));
        counters = new DynamoCounters(watched.client(), "test-");
        topic = Topic.video("rows-" + NAMES.incrementAndGet());
    }

    @Test
    void write_shouldTakeOneCallForTwentyFive_whenRowsAreNew() {
        assertThat(history.keep(Map.of(topic, events(60, 0)))).isEmpty();

        assertThat(inserts()).extracting(List::size).containsExactlyInAnyOrder(25, 25, 10);
        assertThat(puts()).isEmpty();
        assertThat(history.count(topic)).isEqualTo(60);
    }

    @Test
    void write_shouldPutSingly_whenSomeRowsAreThere() {
        history.keep(Map.of(topic, events(10, 0)));
        watched.requests.clear();

        assertThat(history.keep(Map.of(topic, events(30, 5)))).isEmpty();

        assertThat(inserts()).extracting(List::size).containsExactlyInAnyOrder(25, 5);
        assertThat(puts()).hasSize(10);
        assertThat(history.count(topic)).isEqualTo(30);
    }

    @Test
    void write_shouldWriteEachKeyOnce_whenATopicHasManyReplicasAndTheyAreKnown() {
        Map<Replica, ReplicaCount> replicas = new HashMap<>();
        for (int n = 0; n < 40; n++) {
            replicas.put(new Replica("us-east-1", "boot." + n), new ReplicaCount(1 + n % 2, Map.of("like", 1L)));
        }

        counters.raise(Map.of(topic, new CountedState(replicas)));

        Map<String, Long> writes = inserts().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
        puts().forEach(key -> writes.merge(key, 1L, Long::sum));
        assertThat(writes)
                .hasSize(40)
                .allSatisfy((key, times) -> assertThat(times).isEqualTo(1));
        assertThat(inserts()).extracting(List::size).containsExactly(20);
    }

    @Test
    void write_shouldNameOnlyTheTopicsConcerned_whenACallFails() {
        Topic other = Topic.video("other-" + NAMES.incrementAndGet());
        Map<Topic, DurableEvents> both = Map.of(topic, events(1, 0), other, late());
        watched.before = request -> {
            if (request instanceof PutItemRequest) {
                throw SdkClientException.create("broken by this test");
            }
        };

        assertThat(history.keep(both)).containsExactly(other);
        assertThat(history.count(topic)).isEqualTo(1);
        assertThat(history.count(other)).isZero();
    }

    @Test
    void write_shouldNameItsTopics_whenABatchFails() {
        watched.before = request -> {
            throw SdkClientException.create("broken by this test");
        };

        assertThat(history.keep(Map.of(topic, events(30, 0)))).containsExactly(topic);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLING_ERROR", "PROVISIONED_THROUGHPUT_EXCEEDED", "INTERNAL_SERVER_ERROR"})
    void write_shouldPutOnlyWhatIsThereAlready_whenInsertionsFail(BatchStatementErrorCodeEnum code) {
        Topic other = Topic.video("other-" + NAMES.incrementAndGet());
        CountedState one = CountedState.of(new Replica("us-east-1", "boot.1"), new ReplicaCount(1, Map.of("like", 1L)));
        Refusing refusing = new Refusing(topic, code);

        assertThat(new DynamoCounters(refusing, "test-").raise(Map.of(topic, one, other, one)))
                .containsExactly(topic);
        assertThat(refusing.puts)
                .extracting(put -> Attributes.text(put.item(), "topicShard"))
                .hasSize(1)
                .allSatisfy(partition -> assertThat(partition).startsWith(other + "#"));
    }

    /** Inserts nothing: of one topic for some reason, of the others since it is there already. */
    private static final class Refusing implements DynamoDbClient {
        private final Queue<PutItemRequest> puts = new ConcurrentLinkedQueue<>();
        private final Topic topic;
        private final BatchStatementErrorCodeEnum code;

        Refusing(Topic topic, BatchStatementErrorCodeEnum code) {
            this.topic = topic;
            this.code = code;
        }

        @Override
        public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
            return BatchExecuteStatementResponse.builder()
                    .responses(request.statements().stream().map(this::refuse).toList())
                    .build();
        }

        private BatchStatementResponse refuse(BatchStatementRequest insert) {
            boolean isOfTopic = insert.parameters().getFirst().s().startsWith(topic + "#");
            return BatchStatementResponse.builder()
                    .error(error -> error.code(isOfTopic ? code : BatchStatementErrorCodeEnum.DUPLICATE_ITEM))
                    .build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            puts.add(request);
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private List<List<String>> inserts() {
        List<List<String>> inserts = new ArrayList<>();
        for (Object request : watched.requests) {
            if (request instanceof BatchExecuteStatementRequest batch) {
                inserts.add(batch.statements().stream()
                        .map(insert -> insert.parameters().get(0).s() + "/"
                                + insert.parameters().get(1).s())
                        .toList());
            }
        }
        return inserts;
    }

    private List<String> puts() {
        return watched.requests.stream()
                .filter(PutItemRequest.class::isInstance)
                .map(PutItemRequest.class::cast)
                .map(PutItemRequest::item)
                .map(item -> Attributes.text(item, "topicShard") + "/"
                        + Attributes.text(item, item.containsKey("replica") ? "replica" : "eventId"))
                .toList();
    }

    private static DurableEvents events(int number, long later) {
        List<DurableEvent> events = new ArrayList<>();
        for (int n = 0; n < number; n++) {
            events.add(event(n, NOON + 10 + later));
        }
        return DurableEvents.of(events);
    }

    private static DurableEvents late() {
        return DurableEvents.of(event(1, NOON + 3_600_000));
    }

    private static DurableEvent event(int n, long dispatchedAt) {
        EventId id = EventId.of(new Ulid(NOON << 16, n), "us-east-1");
        return new DurableEvent(id, EventKind.COMMENT, "ann", NOON, dispatchedAt, "{}");
    }
}
