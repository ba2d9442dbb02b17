package io.groundswell.store.dynamodb;

import com.github.f4b6a3.ulid.Ulid;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Topic;
import io.groundswell.store.History;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * One row per event, which expires a while after its acceptance, and one per topic that says when a late event was dispatched
 * last. Immutable; any thread may use it.
 */
public final class DynamoHistory implements History {
    private static final int MOST = 1_000;
    private static final long LATEST_ULID_MILLIS = (1L << 48) - 1;

    private final DynamoDbTable<EnhancedDocument> table;
    private final Duration retention;

    /**
     * @param prefix what every table's name begins with
     * @param retention how long after its acceptance an event may be removed
     */
    public DynamoHistory(DynamoDbClient client, String prefix, Duration retention) {
        this.table = StoreTables.HISTORY.in(client, prefix);
        this.retention = retention;
    }

    @Override
    public void keep(Topic topic, DurableEvent event) {
        StoreCall.attempt("event " + event.id() + " of " + topic, () -> {
            if (event.dispatchedAt() - event.id().acceptedAt() > LATE.toMillis()) {
                putUnlessNewer(lateness(topic, event.dispatchedAt()), event.dispatchedAt());
            }
            putUnlessNewer(row(topic, event), event.dispatchedAt());
        });
    }

    private void putUnlessNewer(EnhancedDocument row, long dispatchedAt) {
        try {
            table.putItem(unlessNewer(row, dispatchedAt));
        } catch (ConditionalCheckFailedException outdated) {
            // A later attempt has kept its copy already: nothing is left to do.
        }
    }

    @Override
    public List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
        Key partition = key(topic);
        QueryConditional older = before.map(id -> QueryConditional.sortLessThan(key(topic, id.value())))
                .orElseGet(() -> QueryConditional.keyEqualTo(partition));
        return read(
                topic,
                limit,
                QueryEnhancedRequest.builder().queryConditional(older).scanIndexForward(false));
    }

    @Override
    public List<DurableEvent> since(Topic topic, long acceptedFrom, Optional<EventId> after, int limit) {
        String from = Ulid.min(Math.clamp(acceptedFrom, 0, LATEST_ULID_MILLIS)).toString();
        String above =
                after.map(EventId::value).filter(id -> id.compareTo(from) > 0).orElse(from);
        QueryConditional later = QueryConditional.sortGreaterThan(key(topic, above));
        return read(
                topic,
                limit,
                QueryEnhancedRequest.builder().queryConditional(later).consistentRead(true));
    }

    @Override
    public OptionalLong latestLate(Topic topic) {
        EnhancedDocument row = StoreCall.attempt(
                "late events of " + topic,
                () -> table.getItem(get -> get.key(latenessKey(topic)).consistentRead(true)));
        return row == null
                ? OptionalLong.empty()
                : OptionalLong.of(row.getNumber("dispatchedAt").longValue());
    }

    @Override
    public long count(Topic topic) {
        QueryEnhancedRequest whole = QueryEnhancedRequest.builder()
                .queryConditional(QueryConditional.keyEqualTo(key(topic)))
                .select(Select.COUNT)
                .build();
        return StoreCall.attempt(
                "history of " + topic,
                () -> table.query(whole).stream()
                        .mapToLong(page -> page.count())
                        .sum());
    }

    private List<DurableEvent> read(Topic topic, int limit, QueryEnhancedRequest.Builder query) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MOST + ")");
        }
        return StoreCall.attempt(
                "history of " + topic,
                () -> table.query(query.limit(limit).build()).items().stream()
                        .limit(limit)
                        .map(DynamoHistory::event)
                        .toList());
    }

    private static Key key(Topic topic) {
        return Key.builder().partitionValue(topic.toString()).build();
    }

    private static Key key(Topic topic, String sort) {
        return Key.builder().partitionValue(topic.toString()).sortValue(sort).build();
    }

    private EnhancedDocument row(Topic topic, DurableEvent event) {
        return EnhancedDocument.builder()
                .putString(StoreTables.HISTORY.partitionKey(), topic.toString())
                .putString(StoreTables.HISTORY.sortKey(), event.id().value())
                .putString("kind", event.kind().wireName())
                .putString("actor", event.actor())
                .putNumber("acceptedAt", event.acceptedAt())
                .putNumber("dispatchedAt", event.dispatchedAt())
                .putString("content", event.content())
                .putNumber(StoreTables.HISTORY.timeToLive().orElseThrow(), expiry(event.acceptedAt()))
                .build();
    }

    /** In a partition of its own, where no query for events comes across it: a topic has no "#". */
    private static Key latenessKey(Topic topic) {
        return Key.builder().partitionValue(topic + "#late").sortValue("latest").build();
    }

    private EnhancedDocument lateness(Topic topic, long dispatchedAt) {
        Key key = latenessKey(topic);
        return EnhancedDocument.builder()
                .putString(
                        StoreTables.HISTORY.partitionKey(),
                        key.partitionKeyValue().s())
                .putString(
                        StoreTables.HISTORY.sortKey(),
                        key.sortKeyValue().orElseThrow().s())
                .putNumber("dispatchedAt", dispatchedAt)
                .putNumber(StoreTables.HISTORY.timeToLive().orElseThrow(), expiry(dispatchedAt))
                .build();
    }

    private long expiry(long millis) {
        return Duration.ofMillis(millis).plus(retention).toSeconds();
    }

    private static PutItemEnhancedRequest<EnhancedDocument> unlessNewer(EnhancedDocument row, long dispatchedAt) {
        return PutItemEnhancedRequest.builder(EnhancedDocument.class)
                .item(row)
                .conditionExpression(Expression.builder()
                        .expression("attribute_not_exists(dispatchedAt) OR dispatchedAt <= :at")
                        .putExpressionValue(":at", AttributeValue.fromN(Long.toString(dispatchedAt)))
                        .build())
                .build();
    }

    private static DurableEvent event(EnhancedDocument row) {
        return new DurableEvent(
                new EventId(row.getString(StoreTables.HISTORY.sortKey())),
                EventKind.ofWireName(row.getString("kind")),
                row.getString("actor"),
                row.getNumber("acceptedAt").longValue(),
                row.getNumber("dispatchedAt").longValue(),
                row.getString("content"));
    }
}
