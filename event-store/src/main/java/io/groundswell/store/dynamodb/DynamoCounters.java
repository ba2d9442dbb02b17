package io.groundswell.store.dynamodb;

import io.groundswell.aws.Parallel;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.Counters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * One row per topic and replica, with the absolute values of its newest packet, in one of {@link #SHARDS} partitions of the topic by
 * the replica's hash. Rows do not expire: they are the count. Immutable; any thread may use it.
 */
public final class DynamoCounters implements Counters {
    /** Over how many partitions a topic is spread. Another number would not find what was counted before. */
    static final int SHARDS = 4;

    /** Calls at a time, each of up to 25 rows. */
    private static final int AT_ONCE = 64;

    private final DynamoDbClient client;
    private final String table;
    private final RowWriter rows;

    /** @param prefix what every table's name begins with */
    public DynamoCounters(DynamoDbClient client, String prefix) {
        this.client = client;
        this.table = prefix + StoreTables.COUNTERS.name();
        this.rows = new RowWriter(
                client,
                new RowWriter.Rules(table, CounterRows.KEYS, CounterRows.CONTENT, CounterRows.ORDINAL, false, AT_ONCE));
    }

    @Override
    public Set<Topic> raise(Map<Topic, CountedState> counted) {
        return rows.write(counted.entrySet().stream()
                .flatMap(topic -> topic.getValue().replicas().entrySet().stream()
                        .map(count -> row(topic.getKey(), count.getKey(), count.getValue())))
                .toList());
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

    /** The archive stands with the first shard, in the same query as the replicas there. */
    static String partition(Topic topic, int shard) {
        return topic + "#" + shard;
    }

    private CountedState readShard(Topic topic, int shard) {
        CounterRows found = new CounterRows();
        client.queryPaginator(QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression("#p = :p")
                        .expressionAttributeNames(Map.of("#p", StoreTables.COUNTERS.partitionKey()))
                        .expressionAttributeValues(Map.of(":p", Attributes.text(partition(topic, shard))))
                        .consistentRead(true)
                        .build())
                .items()
                .forEach(found::add);
        return found.state();
    }

    private static Row row(Topic topic, Replica replica, ReplicaCount count) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(StoreTables.COUNTERS.partitionKey(), Attributes.text(partition(topic, shardOf(replica))));
        item.put(StoreTables.COUNTERS.sortKey(), Attributes.text(replica.toString()));
        item.put(CounterRows.ORDINAL, Attributes.number(count.ordinal()));
        item.put(CounterRows.COUNTS, Attributes.numbers(count.counts()));
        return new Row(topic, item, count.ordinal() <= 1);
    }
}
