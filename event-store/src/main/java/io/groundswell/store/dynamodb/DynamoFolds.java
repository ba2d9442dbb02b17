package io.groundswell.store.dynamodb;

import io.groundswell.aws.Parallel;
import io.groundswell.event.Archive;
import io.groundswell.event.CountedState;
import io.groundswell.event.Replica;
import io.groundswell.event.ReplicaCount;
import io.groundswell.event.Topic;
import io.groundswell.store.Folds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Folds rows of the counters of one region: reads them all, writes the archive under the condition that it is the one that was
 * read, and deletes what an archive has covered for long enough. Immutable; any thread may use it.
 */
public final class DynamoFolds implements Folds {
    private static final int BATCH = 25;
    private static final int DELETIONS_AT_ONCE = 4;
    private static final String LOOKED_AT = "lookedAt";
    private static final String FOLDED_AT = "foldedAt";
    private static final String PARTITION = StoreTables.COUNTERS.partitionKey();
    private static final String SORT = StoreTables.COUNTERS.sortKey();

    private final DynamoDbClient client;
    private final String table;
    private final String region;

    /**
     * @param prefix what every table's name begins with
     * @param region whose replicas it folds
     */
    public DynamoFolds(DynamoDbClient client, String prefix, String region) {
        this.client = client;
        this.table = prefix + StoreTables.COUNTERS.name();
        this.region = region;
    }

    @Override
    public boolean claim(Topic topic, long now) {
        Map<String, AttributeValue> key = Map.of(
                PARTITION, Attributes.text(topic + "#look"),
                SORT, Attributes.text(region));
        long latest = now - BETWEEN_LOOKS.toMillis();
        return StoreCall.attempt("look at " + topic, () -> {
            Map<String, AttributeValue> look =
                    client.getItem(get -> get.tableName(table).key(key)).item();
            boolean isDue = !look.containsKey(LOOKED_AT) || Attributes.number(look, LOOKED_AT) <= latest;
            return isDue && putIf(withLookedAt(key, now), notAfter(latest));
        });
    }

    @Override
    public Folded fold(Topic topic, long before, long now) {
        return StoreCall.attempt("fold of " + topic, () -> {
            Found found = find(topic);
            Archive archive = found.archive == null ? Archive.NONE : CounterRows.archive(found.archive);
            int folded = archive(topic, archive, found, before, now);
            return new Folded(folded, delete(topic, archive, found, now));
        });
    }

    private static Map<String, AttributeValue> withLookedAt(Map<String, AttributeValue> key, long now) {
        Map<String, AttributeValue> row = new HashMap<>(key);
        row.put(LOOKED_AT, Attributes.number(now));
        return row;
    }

    private static Condition notAfter(long latest) {
        return new Condition(
                LOOKED_AT, "attribute_not_exists(#a) OR #a <= :latest", Map.of(":latest", Attributes.number(latest)));
    }

    /** What is there of the region. */
    private record Found(
            Map<Replica, ReplicaCount> replicas, @Nullable Map<String, AttributeValue> archive) {}

    private Found find(Topic topic) {
        List<Integer> shards = IntStream.range(0, DynamoCounters.SHARDS).boxed().toList();
        Map<Replica, ReplicaCount> replicas = new HashMap<>();
        Map<String, AttributeValue> archive = null;
        for (List<Map<String, AttributeValue>> rows :
                Parallel.map(shards, DynamoCounters.SHARDS, shard -> rows(topic, shard))) {
            for (Map<String, AttributeValue> row : rows) {
                if (Attributes.text(row, SORT).equals(CounterRows.archiveKey(region))) {
                    archive = row;
                } else {
                    CounterRows one = new CounterRows();
                    one.add(row);
                    replicas.putAll(one.state().replicas());
                }
            }
        }
        return new Found(replicas, archive);
    }

    private List<Map<String, AttributeValue>> rows(Topic topic, int shard) {
        return client
                .queryPaginator(QueryRequest.builder()
                        .tableName(table)
                        .keyConditionExpression("#p = :p AND begins_with(#s, :s)")
                        .expressionAttributeNames(Map.of("#p", PARTITION, "#s", SORT))
                        .expressionAttributeValues(Map.of(
                                ":p", Attributes.text(DynamoCounters.partition(topic, shard)),
                                ":s", Attributes.text(region + "#")))
                        .consistentRead(true)
                        .build())
                .items()
                .stream()
                .toList();
    }

    private int archive(Topic topic, Archive archive, Found found, long before, long now) {
        Map<Replica, ReplicaCount> old = new HashMap<>(found.replicas);
        old.keySet().removeIf(replica -> archive.covers(replica) || !replica.begunBefore(before));
        if (old.size() < LEAST_FOLDED) {
            return 0;
        }
        CountedState sum = new CountedState(old).merge(CountedState.of(region, archive));
        Map<String, AttributeValue> row = Map.of(
                PARTITION,
                Attributes.text(DynamoCounters.partition(topic, 0)),
                SORT,
                Attributes.text(CounterRows.archiveKey(region)),
                CounterRows.BEFORE,
                Attributes.number(before),
                CounterRows.COUNTS,
                Attributes.numbers(sum.totals()),
                FOLDED_AT,
                Attributes.number(now));
        return putIf(row, stillIs(found, archive)) ? old.size() : 0;
    }

    private static Condition stillIs(Found found, Archive archive) {
        return found.archive == null
                ? new Condition(CounterRows.BEFORE, "attribute_not_exists(#a)", Map.of())
                : new Condition(
                        CounterRows.BEFORE, "#a = :before", Map.of(":before", Attributes.number(archive.before())));
    }

    /** Of what the archive covered already when it was read. */
    private int delete(Topic topic, Archive archive, Found found, long now) {
        if (found.archive == null || Attributes.number(found.archive, FOLDED_AT) > now - BEFORE_DELETION.toMillis()) {
            return 0;
        }
        List<Replica> covered = found.replicas.keySet().stream()
                .filter(archive::covers)
                .limit(MOST_DELETED)
                .toList();
        List<List<Replica>> batches = IntStream.iterate(0, from -> from < covered.size(), from -> from + BATCH)
                .mapToObj(from -> covered.subList(from, Math.min(covered.size(), from + BATCH)))
                .toList();
        return Parallel.map(batches, DELETIONS_AT_ONCE, batch -> delete(topic, batch)).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** What DynamoDB does not get to now is there the next time. */
    private int delete(Topic topic, List<Replica> batch) {
        List<WriteRequest> deletions = batch.stream()
                .map(replica -> Map.of(
                        PARTITION, Attributes.text(DynamoCounters.partition(topic, DynamoCounters.shardOf(replica))),
                        SORT, Attributes.text(replica.toString())))
                .map(key -> WriteRequest.builder()
                        .deleteRequest(DeleteRequest.builder().key(key).build())
                        .build())
                .toList();
        Map<String, List<WriteRequest>> left = client.batchWriteItem(
                        write -> write.requestItems(Map.of(table, deletions)))
                .unprocessedItems();
        return batch.size() - left.getOrDefault(table, List.of()).size();
    }

    private boolean putIf(Map<String, AttributeValue> row, Condition condition) {
        try {
            client.putItem(PutItemRequest.builder()
                    .tableName(table)
                    .item(row)
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(Map.of("#a", condition.attribute()))
                    .expressionAttributeValues(condition.values().isEmpty() ? null : condition.values())
                    .build());
            return true;
        } catch (ConditionalCheckFailedException another) {
            return false; // another dispatcher was faster
        }
    }

    /** What must hold of an attribute {@code #a}. */
    private record Condition(String attribute, String expression, Map<String, AttributeValue> values) {}
}
