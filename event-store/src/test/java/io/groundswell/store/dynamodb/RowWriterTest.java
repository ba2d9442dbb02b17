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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
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
    void write_shouldReplaceTwentyFiveToACall_whenSomeRowsAreThere() {
        history.keep(Map.of(topic, events(40, 0)));
        watched.requests.clear();

        assertThat(history.keep(Map.of(topic, events(60, 5)))).isEmpty();

        assertThat(inserts()).extracting(List::size).containsExactlyInAnyOrder(25, 25, 10);
        assertThat(replacements()).extracting(List::size).containsExactlyInAnyOrder(25, 15);
        assertThat(puts()).isEmpty();
        assertThat(history.count(topic)).isEqualTo(60);
        assertThat(dispatchTimes()).containsExactly(NOON + 15);
    }

    @Test
    void write_shouldChangeNothing_whenNewerRowsAreThere() {
        history.keep(Map.of(topic, events(30, 5)));
        watched.requests.clear();

        assertThat(history.keep(Map.of(topic, events(30, 0)))).isEmpty();

        assertThat(replacements()).extracting(List::size).containsExactlyInAnyOrder(25, 5);
        assertThat(puts()).isEmpty();
        assertThat(dispatchTimes()).containsExactly(NOON + 15);
    }

    @Test
    void write_shouldPutSingly_whenNoneOfTheRowsThatWereKnownIsThere() {
        CountedState known = replicas(30, 2);

        assertThat(counters.raise(Map.of(topic, known))).isEmpty();

        assertThat(inserts()).isEmpty();
        assertThat(puts()).hasSize(30).doesNotHaveDuplicates();
        assertThat(counters.read(topic)).isEqualTo(known);
    }

    @Test
    void write_shouldWriteEachKeyOnce_whenATopicHasManyReplicasAndTheyAreKnown() {
        counters.raise(Map.of(topic, replicas(40, 1)));
        assertThat(inserts()).extracting(List::size).containsExactlyInAnyOrder(25, 15);
        watched.requests.clear();

        counters.raise(Map.of(topic, replicas(40, 2)));

        assertThat(inserts()).isEmpty();
        assertThat(puts()).isEmpty();
        assertThat(replacements()).extracting(List::size).containsExactlyInAnyOrder(25, 15);
        assertThat(replacements().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(counters.read(topic)).isEqualTo(replicas(40, 2));
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

    @Test
    void write_shouldNameOnlyTheInvalid_whenItMakesACallInvalid() {
        Topic other = Topic.video("other-" + NAMES.incrementAndGet());
        watched.before = request -> {
            if (request.toString().contains(other.toString())) {
                throw DynamoDbException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ValidationException")
                                .build())
                        .build();
            }
        };

        assertThat(history.keep(Map.of(topic, events(10, 0), other, events(1, 0))))
                .containsExactly(other);
        watched.before = request -> {};
        assertThat(history.count(topic)).isEqualTo(10);
        assertThat(history.count(other)).isZero();
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
        return batches("INSERT", 0);
    }

    private List<List<String>> replacements() {
        return batches("UPDATE", -3);
    }

    /** @param keys where the keys stand among a statement's parameters, from its end if it is negative */
    private List<List<String>> batches(String verb, int keys) {
        List<List<String>> batches = new ArrayList<>();
        for (Object request : watched.requests) {
            if (request instanceof BatchExecuteStatementRequest batch
                    && batch.statements().getFirst().statement().startsWith(verb)) {
                batches.add(batch.statements().stream()
                        .map(BatchStatementRequest::parameters)
                        .map(all -> {
                            int at = Math.floorMod(keys, all.size());
                            return all.get(at).s() + "/" + all.get(at + 1).s();
                        })
                        .toList());
            }
        }
        return batches;
    }

    private Set<Long> dispatchTimes() {
        Set<Long> times = new HashSet<>();
        dynamo.client().scanPaginator(scan -> scan.tableName("test-history")).items().stream()
                .filter(row -> Attributes.text(row, "topicShard").startsWith(topic + "#"))
                .map(row -> Attributes.number(row, "dispatchedAt"))
                .forEach(times::add);
        return times;
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

    private static CountedState replicas(int number, long ordinal) {
        Map<Replica, ReplicaCount> replicas = new HashMap<>();
        for (int n = 0; n < number; n++) {
            replicas.put(new Replica("us-east-1", "boot." + n), new ReplicaCount(ordinal, Map.of("like", ordinal)));
        }
        return new CountedState(replicas);
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
