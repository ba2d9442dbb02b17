package io.groundswell.store.dynamodb;

import com.github.f4b6a3.ulid.Ulid;
import io.groundswell.aws.Parallel;
import io.groundswell.event.DurableEvent;
import io.groundswell.event.DurableEvents;
import io.groundswell.event.EventId;
import io.groundswell.event.EventKind;
import io.groundswell.event.Topic;
import io.groundswell.store.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * One row per event, which expires a while after its acceptance, in one of {@link #SHARDS} partitions of the topic by the hash of
 * its id; and one per topic that says when a late event was dispatched last. Immutable; any thread may use it.
 */
public final class DynamoHistory implements History {
    /** Over how many partitions a topic is spread. Another number would not find what was kept before. */
    static final int SHARDS = 4;

    /** Calls at a time, each of up to 25 rows. */
    private static final int AT_ONCE = 64;

    private static final int MOST = 1_000;

    /** So many more rows than its share a shard gives with its first page. */
    private static final int SPARE = 4;

    private static final String VERSION = "dispatchedAt";
    private static final String EXPIRY = StoreTables.HISTORY.timeToLive().orElseThrow();
    private static final List<String> KEYS = List.of(StoreTables.HISTORY.partitionKey(), StoreTables.HISTORY.sortKey());
    private static final List<String> CONTENT = List.of("kind", "actor", "acceptedAt", VERSION, "content", EXPIRY);
    private static final long LATEST_ULID_MILLIS = (1L << 48) - 1;

    private final DynamoDbTable<EnhancedDocument> table;
    private final RowWriter rows;
    private final Duration retention;

    /**
     * @param prefix what every table's name begins with
     * @param retention how long after its acceptance an event may be removed
     */
    public DynamoHistory(DynamoDbClient client, String prefix, Duration retention) {
        this.table = StoreTables.HISTORY.in(client, prefix);
        this.rows =
                new RowWriter(client, new RowWriter.Rules(table.tableName(), KEYS, CONTENT, VERSION, true, AT_ONCE));
        this.retention = retention;
    }

    @Override
    public Set<Topic> keep(Map<Topic, DurableEvents> events) {
        Set<Topic> failed = new HashSet<>(rows.write(latenessRows(events)));
        failed.addAll(rows.write(events.entrySet().stream()
                .filter(topic -> !failed.contains(topic.getKey()))
                .flatMap(topic -> topic.getValue().all().stream().map(event -> row(topic.getKey(), event)))
                .toList()));
        return failed;
    }

    private List<Row> latenessRows(Map<Topic, DurableEvents> events) {
        List<Row> late = new ArrayList<>();
        events.forEach((topic, durable) -> durable.all().stream()
                .filter(event -> event.dispatchedAt() - event.id().acceptedAt() > LATE.toMillis())
                .mapToLong(DurableEvent::dispatchedAt)
                .max()
                .ifPresent(dispatchedAt -> late.add(latenessRow(topic, dispatchedAt))));
        return late;
    }

    @Override
    public List<DurableEvent> newest(Topic topic, Optional<EventId> before, int limit) {
        return read(topic, limit, Comparator.reverseOrder(), shard -> {
            QueryConditional older = before.map(id -> QueryConditional.sortLessThan(key(shard, id.value())))
                    .orElseGet(() -> QueryConditional.keyEqualTo(key(shard)));
            return QueryEnhancedRequest.builder().queryConditional(older).scanIndexForward(false);
        });
    }

    @Override
    public List<DurableEvent> since(Topic topic, long acceptedFrom, Optional<EventId> after, int limit) {
        String from = Ulid.min(Math.clamp(acceptedFrom, 0, LATEST_ULID_MILLIS)).toString();
        String above =
                after.map(EventId::value).filter(id -> id.compareTo(from) > 0).orElse(from);
        return read(
                topic,
                limit,
                Comparator.naturalOrder(),
                shard -> QueryEnhancedRequest.builder()
                        .queryConditional(QueryConditional.sortGreaterThan(key(shard, above)))
                        .consistentRead(true));
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
        return StoreCall.attempt("history of " + topic, () -> Parallel.map(shards(topic), SHARDS, this::countShard))
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private long countShard(String shard) {
        QueryEnhancedRequest whole = QueryEnhancedRequest.builder()
                .queryConditional(QueryConditional.keyEqualTo(key(shard)))
                .select(Select.COUNT)
                .build();
        return table.query(whole).stream().mapToLong(page -> page.count()).sum();
    }

    /** The shards' first pages are read at once; more of a shard only where the others do not make up the page. */
    private List<DurableEvent> read(
            Topic topic, int limit, Comparator<EventId> order, Function<String, QueryEnhancedRequest.Builder> query) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MOST + ")");
        }
        int pageSize = Math.min(limit, limit / SHARDS + limit / (2 * SHARDS) + SPARE);
        return StoreCall.attempt(
                "history of " + topic,
                () -> new SortedShards<>(Parallel.map(
                                shards(topic),
                                SHARDS,
                                shard ->
                                        begun(query.apply(shard).limit(pageSize).build())))
                        .first(limit, Comparator.comparing(DurableEvent::id, order)));
    }

    /** The rows of a query one by one, of which the first page has been read. */
    private Iterator<DurableEvent> begun(QueryEnhancedRequest query) {
        Iterator<DurableEvent> events =
                table.query(query).items().stream().map(DynamoHistory::event).iterator();
        var _ = events.hasNext();
        return events;
    }

    private static List<String> shards(Topic topic) {
        return IntStream.range(0, SHARDS).mapToObj(shard -> topic + "#" + shard).toList();
    }

    /** The same for ever: {@link String#hashCode} is specified. */
    static String shardOf(Topic topic, EventId id) {
        return topic + "#" + Math.floorMod(id.value().hashCode(), SHARDS);
    }

    private static Key key(String partition) {
        return Key.builder().partitionValue(partition).build();
    }

    private static Key key(String partition, String sort) {
        return Key.builder().partitionValue(partition).sortValue(sort).build();
    }

    private Row row(Topic topic, DurableEvent event) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(StoreTables.HISTORY.partitionKey(), Attributes.text(shardOf(topic, event.id())));
        item.put(StoreTables.HISTORY.sortKey(), Attributes.text(event.id().value()));
        item.put("kind", Attributes.text(event.kind().wireName()));
        item.put("actor", Attributes.text(event.actor()));
        item.put("acceptedAt", Attributes.number(event.acceptedAt()));
        item.put(VERSION, Attributes.number(event.dispatchedAt()));
        item.put("content", Attributes.text(event.content()));
        item.put(EXPIRY, Attributes.number(expiry(event.acceptedAt())));
        return new Row(topic, item, true);
    }

    /** In a partition of its own, where no query for events comes across it. */
    private static Key latenessKey(Topic topic) {
        return key(topic + "#late", "latest");
    }

    private Row latenessRow(Topic topic, long dispatchedAt) {
        Map<String, AttributeValue> item =
                new HashMap<>(latenessKey(topic).keyMap(table.tableSchema(), TableMetadata.primaryIndexName()));
        item.put(VERSION, Attributes.number(dispatchedAt));
        item.put(EXPIRY, Attributes.number(expiry(dispatchedAt)));
        return new Row(topic, item, false);
    }

    private long expiry(long millis) {
        return Duration.ofMillis(millis).plus(retention).toSeconds();
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
