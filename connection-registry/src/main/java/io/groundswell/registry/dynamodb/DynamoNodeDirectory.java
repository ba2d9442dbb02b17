package io.groundswell.registry.dynamodb;

import io.groundswell.aws.Parallel;
import io.groundswell.event.Topic;
import io.groundswell.registry.Missed;
import io.groundswell.registry.Node;
import io.groundswell.registry.NodeDirectory;
import io.groundswell.registry.RegistryException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * One row per node of one region. A renewal replaces the row and gets the old one back, so it takes the notes of
 * dispatchers in the same step that removes them. Any thread may use it; its only state is {@link DoubtfulRenewals}.
 */
public final class DynamoNodeDirectory implements NodeDirectory {
    /** Over how many partitions the nodes are spread. Another number would not find the rows of running nodes. */
    static final int SHARDS = 8;

    /** A note fits at the first or second try, unless a renewal or an earlier note comes in between, time and again. */
    private static final int NOTE_TRIES = 16;

    private final DynamoDbClient client;
    private final DynamoDbTable<EnhancedDocument> table;
    private final String region;
    private final DoubtfulRenewals doubts;

    /**
     * @param region whose nodes
     * @param prefix what every table's name begins with
     */
    public DynamoNodeDirectory(DynamoDbClient client, String region, String prefix) {
        this(client, region, prefix, InstantSource.system());
    }

    DynamoNodeDirectory(DynamoDbClient client, String region, String prefix, InstantSource clock) {
        this.client = client;
        this.table = RegistryTables.NODES.in(client, prefix);
        this.region = region;
        this.doubts = new DoubtfulRenewals(clock);
    }

    @Override
    public Optional<Missed> renew(Node node) {
        Optional<Missed> lost = doubts.begin(node.id());
        Optional<Missed> taken = RegistryCall.attempt("lease of node " + node.id(), () -> replace(node));
        doubts.settle(node.id());
        return lost.isPresent() && taken.isPresent()
                ? DoubtfulRenewals.both(lost.get(), taken.get())
                : lost.or(() -> taken);
    }

    @Override
    public List<Node> all() {
        Collection<Integer> shards = IntStream.range(0, SHARDS).boxed().toList();
        return RegistryCall.attempt("nodes of " + region, () -> Parallel.map(shards, SHARDS, this::readShard)).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Optional<Node> find(String nodeId) {
        Key key = key(nodeId);
        return RegistryCall.attempt(
                "node " + nodeId,
                () -> Optional.ofNullable(table.getItem(get -> get.key(key).consistentRead(true)))
                        .map(NodeRow::node));
    }

    @Override
    public boolean noteMissed(String nodeId, long since, Set<Topic> topics) {
        return RegistryCall.attempt("note to node " + nodeId, () -> note(nodeId, MissedNote.first(since, topics)));
    }

    @Override
    public void remove(String nodeId) {
        Key key = key(nodeId);
        RegistryCall.attempt("node " + nodeId, () -> {
            table.deleteItem(key);
        });
        doubts.forget(nodeId);
    }

    /** A repeat after a lost answer finds its own version: what the first attempt took is lost with its answer. */
    private Optional<Missed> replace(Node node) {
        try {
            return Optional.ofNullable(
                            table.putItemWithResponse(unlessOlder(node)).attributes())
                    .flatMap(old ->
                            NodeRow.version(old) == node.version() ? doubts.all(node.id()) : NodeRow.missed(old));
        } catch (ConditionalCheckFailedException outdated) {
            return Optional.empty();
        }
    }

    private PutItemEnhancedRequest<EnhancedDocument> unlessOlder(Node node) {
        return PutItemEnhancedRequest.builder(EnhancedDocument.class)
                .item(NodeRow.of(partition(node.id()), node))
                .conditionExpression(Expression.builder()
                        .expression("attribute_not_exists(version) OR version <= :version")
                        .putExpressionValue(":version", AttributeValue.fromN(Long.toString(node.version())))
                        .build())
                .returnValues(ReturnValue.ALL_OLD)
                .build();
    }

    private List<Node> readShard(int shard) {
        QueryConditional whole = QueryConditional.keyEqualTo(key -> key.partitionValue(region + "#" + shard));
        return table.query(query -> query.queryConditional(whole).consistentRead(true)).items().stream()
                .map(NodeRow::node)
                .toList();
    }

    private boolean note(String nodeId, MissedNote first) {
        Map<String, AttributeValue> key = key(nodeId).primaryKeyMap(table.tableSchema());
        MissedNote note = first;
        for (int attempt = 1; ; attempt++) {
            try {
                client.updateItem(note.update(table.tableName(), key));
                return true;
            } catch (ConditionalCheckFailedException e) {
                if (!e.hasItem()) {
                    return false;
                }
                if (attempt == NOTE_TRIES) {
                    throw new RegistryException(
                            "note to node " + nodeId + ": contended (expected: to fit within " + NOTE_TRIES + " tries)",
                            e);
                }
                note = note.against(e.item());
            }
        }
    }

    private Key key(String nodeId) {
        return Key.builder().partitionValue(partition(nodeId)).sortValue(nodeId).build();
    }

    /** The same for ever: {@link String#hashCode} is specified. */
    private String partition(String nodeId) {
        return region + "#" + Math.floorMod(nodeId.hashCode(), SHARDS);
    }
}
