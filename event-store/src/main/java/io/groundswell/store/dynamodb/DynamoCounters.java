package io.groundswell.store.dynamodb;

import io.groundswell.aws.Parallel;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** One row per topic and replica, with the absolute values of its newest packet. Immutable; any thread may use it. */
public final class DynamoCounters implements Counters {
    /** Over how many partitions a topic is spread. Another number would not find what was counted before. */
    static final int SHARDS = 4;

    private static final EnhancedType<String> TEXT = EnhancedType.of(String.class);
    private static final EnhancedType<Long> NUMBER = EnhancedType.of(Long.class);

    private final DynamoDbTable<EnhancedDocument> table;

    /** @param prefix what every table's name begins with */
    public DynamoCounters(DynamoDbClient client, String prefix) {
        this.table = StoreTables.COUNTERS.in(client, prefix);
    }

    @Override
    public void keep(Topic topic, Replica replica, ReplicaCount count) {
        StoreCall.attempt("counter of " + topic, () -> {
            try {
                table.putItem(ifNewer(row(topic, replica, count), count.ordinal()));
            } catch (ConditionalCheckFailedException outdated) {
                // A packet at least as new is kept already: nothing is left to do.
            }
        });
    }

    @Override
    public CountedState read(Topic topic) {
        List<Integer> shards = IntStream.range(0, SHARDS).boxed().toList();
        return StoreCall.attempt(
                        "counters of " + topic, () -> Parallel.map(shards, SHARDS, shard -> readShard(topic, shard)))
                .stream()
                .reduce(CountedState.EMPTY, CountedState::merge);
    }

    /** The same for ever: {@link String#hashCode} is specified. */
    static int shardOf(Replica replica) {
        return Math.floorMod(replica.toString().hashCode(), SHARDS);
    }

    private CountedState readShard(Topic topic, int shard) {
        QueryConditional whole = QueryConditional.keyEqualTo(key -> key.partitionValue(topic + "#" + shard));
        return table.query(query -> query.queryConditional(whole).consistentRead(true)).items().stream()
                .map(DynamoCounters::state)
                .reduce(CountedState.EMPTY, CountedState::merge);
    }

    private static EnhancedDocument row(Topic topic, Replica replica, ReplicaCount count) {
        return EnhancedDocument.builder()
                .putString(StoreTables.COUNTERS.partitionKey(), topic + "#" + shardOf(replica))
                .putString(StoreTables.COUNTERS.sortKey(), replica.toString())
                .putNumber("n", count.ordinal())
                .putMap("counts", count.counts(), TEXT, NUMBER)
                .build();
    }

    private static PutItemEnhancedRequest<EnhancedDocument> ifNewer(EnhancedDocument row, long ordinal) {
        return PutItemEnhancedRequest.builder(EnhancedDocument.class)
                .item(row)
                .conditionExpression(Expression.builder()
                        .expression("attribute_not_exists(n) OR n < :n")
                        .putExpressionValue(":n", AttributeValue.fromN(Long.toString(ordinal)))
                        .build())
                .build();
    }

    private static CountedState state(EnhancedDocument row) {
        String[] replica = row.getString(StoreTables.COUNTERS.sortKey()).split("#", 2);
        return CountedState.of(
                new Replica(replica[0], replica[1]),
                new ReplicaCount(row.getNumber("n").longValue(), row.getMap("counts", TEXT, NUMBER)));
    }
}
