package io.groundswell.registry.dynamodb;

import io.groundswell.event.Topic;
import io.groundswell.registry.Subscription;
import io.groundswell.registry.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** One row per topic and node. Immutable; any thread may use it. */
public final class DynamoSubscriptions implements Subscriptions {
    /** How long after its last write a row may be removed; whoever still has viewers writes it again well before. */
    public static final Duration ROW_LIFE = Duration.ofHours(24);

    private final DynamoDbTable<EnhancedDocument> table;
    private final InstantSource clock;

    /** @param prefix what every table's name begins with */
    public DynamoSubscriptions(DynamoDbClient client, String prefix) {
        this(client, prefix, InstantSource.system());
    }

    DynamoSubscriptions(DynamoDbClient client, String prefix, InstantSource clock) {
        this.table = RegistryTables.SUBSCRIPTIONS.in(client, prefix);
        this.clock = clock;
    }

    @Override
    public void put(Subscription subscription) {
        RegistryCall.attempt("subscription of " + subscription.nodeId() + " to " + subscription.topic(), () -> {
            try {
                table.putItem(ifNewer(subscription));
                deleteIfEmpty(subscription);
            } catch (ConditionalCheckFailedException outdated) {
                // A newer write of this node is there already: nothing is left to do.
            }
        });
    }

    @Override
    public List<Subscription> of(Topic topic) {
        QueryConditional whole = QueryConditional.keyEqualTo(key -> key.partitionValue(topic.toString()));
        return RegistryCall.attempt(
                "subscriptions to " + topic,
                () -> table.query(query -> query.queryConditional(whole).consistentRead(true)).items().stream()
                        .map(row -> subscription(topic, row))
                        .toList());
    }

    private void deleteIfEmpty(Subscription subscription) {
        if (subscription.viewers() > 0) {
            return;
        }
        table.deleteItem(delete -> delete.key(key ->
                        key.partitionValue(subscription.topic().toString()).sortValue(subscription.nodeId()))
                .conditionExpression(Expression.builder()
                        .expression("version = :version")
                        .putExpressionValue(":version", number(subscription.version()))
                        .build()));
    }

    private PutItemEnhancedRequest<EnhancedDocument> ifNewer(Subscription subscription) {
        return PutItemEnhancedRequest.builder(EnhancedDocument.class)
                .item(row(subscription))
                .conditionExpression(Expression.builder()
                        .expression("attribute_not_exists(version) OR version <= :version")
                        .putExpressionValue(":version", number(subscription.version()))
                        .build())
                .build();
    }

    private EnhancedDocument row(Subscription subscription) {
        return EnhancedDocument.builder()
                .putString(
                        RegistryTables.SUBSCRIPTIONS.partitionKey(),
                        subscription.topic().toString())
                .putString(RegistryTables.SUBSCRIPTIONS.sortKey(), subscription.nodeId())
                .putNumber("viewers", subscription.viewers())
                .putNumber("version", subscription.version())
                .putNumber(
                        RegistryTables.SUBSCRIPTIONS.timeToLive().orElseThrow(),
                        clock.instant().plus(ROW_LIFE).getEpochSecond())
                .build();
    }

    private static Subscription subscription(Topic topic, EnhancedDocument row) {
        return new Subscription(
                topic,
                row.getString(RegistryTables.SUBSCRIPTIONS.sortKey()),
                row.getNumber("viewers").intValue(),
                row.getNumber("version").longValue());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
