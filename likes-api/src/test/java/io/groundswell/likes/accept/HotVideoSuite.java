package io.groundswell.likes.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.event.Batch;
import io.groundswell.store.Counters;
import io.groundswell.store.dynamodb.DynamoCounters;
import io.groundswell.store.dynamodb.StoreTables;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/**
 * What a video that everybody likes at once costs a partition of the counters, which takes 1,000 writes a second: a packet is
 * a write of its replica's row at most, and at worst the rows of all processes stand in the same partition.
 */
class HotVideoSuite {
    private static final int SECONDS = 10;
    private static final int MOST_WRITES_A_SECOND = 700;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 100})
    void packets_shouldStayUnderWhatAPartitionTakes_whenAllProcessesCountOneVideo(int processes) {
        long writes = (long) processes * packetsOfOne(processes);

        assertThat(writes / SECONDS).isLessThan(MOST_WRITES_A_SECOND);
    }

    /** At worst: no dispatcher ever has two packets at a time, which it would merge. */
    @Test
    void writes_shouldBeOneForAPacketAndFewForAKey_whenTwentyProcessesCountOneVideo() {
        CountingDynamo dynamo = new CountingDynamo();
        Counters counters = new DynamoCounters(dynamo, "");
        long packets = 0;
        for (int process = 0; process < 20; process++) {
            List<Batch> sent = liked(fixture(20, "boot-" + process)).queue.taken();
            packets += sent.size();
            sent.stream()
                    .flatMap(batch -> batch.topics().entrySet().stream())
                    .forEach(topic -> assertThat(counters.raise(
                                    Map.of(topic.getKey(), topic.getValue().counted())))
                            .isEmpty());
        }

        assertThat(dynamo.writes.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(packets)
                .isGreaterThan(SECONDS * 100L);
        assertThat(dynamo.writes)
                .allSatisfy(
                        (key, writes) -> assertThat(writes / SECONDS).as(key).isLessThan(MOST_WRITES_A_SECOND));
    }

    @Test
    void packets_shouldCarryEveryLike_whenTheyAreSpaced() {
        OutboxFixture fixture = fixture(20, "boot");
        for (int like = 0; like < 1_000; like++) {
            fixture.like("ann");
            fixture.run(1);
        }
        fixture.run(1_000);

        assertThat(fixture.queue.counted().totals()).containsEntry("like", 1_000L);
    }

    private static long packetsOfOne(int processes) {
        return liked(fixture(processes, "boot")).queue.attempts().size();
    }

    /** A like a millisecond, far more often than packets may go. */
    private static OutboxFixture liked(OutboxFixture fixture) {
        for (int milli = 0; milli < SECONDS * 1_000; milli++) {
            fixture.like("ann");
            fixture.run(1);
        }
        return fixture;
    }

    private static OutboxFixture fixture(int processes, String bootId) {
        OutboxConfig usual = OutboxFixture.CONFIG;
        OutboxConfig config =
                new OutboxConfig(processes, usual.retries(), usual.packing(), usual.requests(), usual.topics());
        return new OutboxFixture(config, Duration.ofMillis(1), bootId);
    }

    /** Takes every row, and counts those of each partition key. Any thread may use it. */
    private static final class CountingDynamo implements DynamoDbClient {
        private final Map<String, Long> writes = new ConcurrentHashMap<>();

        @Override
        public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
            request.statements().forEach(insert -> count(insert.parameters().getFirst()));
            return BatchExecuteStatementResponse.builder()
                    .responses(Collections.nCopies(
                            request.statements().size(),
                            BatchStatementResponse.builder().build()))
                    .build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            count(Objects.requireNonNull(request.item().get(StoreTables.COUNTERS.partitionKey())));
            return PutItemResponse.builder().build();
        }

        private void count(AttributeValue key) {
            writes.merge(key.s(), 1L, Long::sum);
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }
}
