package io.groundswell.store.dynamodb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.groundswell.event.MemberLike;
import io.groundswell.event.Topic;
import io.groundswell.store.Likers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * One row per topic and member, which expires a while after the member's last like, in one of {@link #SHARDS} partitions of the
 * topic by the member's hash. Who liked before replaces a row at once, which is remembered of some. Any thread may use it.
 */
public final class DynamoLikers implements Likers {
    /** Over how many partitions a topic is spread. Another number would not find what was kept before. */
    static final int SHARDS = 16;

    /**
     * How long {@link #note} begins calls: half of what the function has, and enough for the 25,000 rows of an invocation even if each
     * has to be put by itself.
     */
    static final Duration WRITING = Duration.ofSeconds(15);

    /** Some 150 bytes each. Whom it has forgotten costs a write more. */
    private static final int MOST_REMEMBERED = 50_000;

    private static final int AT_ONCE = 64;
    private static final int MOST = 1_000;
    private static final String PARTITION = StoreTables.LIKERS.partitionKey();
    private static final String MEMBER = StoreTables.LIKERS.sortKey();
    private static final String REACTION = "reaction";
    private static final String ACCEPTED_AT = "acceptedAt";
    private static final String EXPIRY = StoreTables.LIKERS.timeToLive().orElseThrow();

    private final DynamoDbClient client;
    private final String table;
    private final Duration retention;
    private final InstantSource clock;
    private final RowWriter rows;
    private final Cache<Noted, Boolean> noted;

    /** That a member likes a topic, which a row says already. */
    private record Noted(Topic topic, String member) {}

    /**
     * @param prefix what every table's name begins with
     * @param retention how long after a member's last like its row may be removed
     */
    public DynamoLikers(DynamoDbClient client, String prefix, Duration retention, InstantSource clock) {
        this.client = client;
        this.table = prefix + StoreTables.LIKERS.name();
        this.retention = retention;
        this.clock = clock;
        List<String> keys = List.of(PARTITION, MEMBER);
        List<String> content = List.of(REACTION, ACCEPTED_AT, EXPIRY);
        this.rows = new RowWriter(client, new RowWriter.Rules(table, keys, content, ACCEPTED_AT, false, AT_ONCE));
        this.noted = Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    }

    @Override
    public Set<Topic> note(Map<Topic, Map<String, MemberLike>> likers) {
        Instant end = clock.instant().plus(WRITING);
        Map<Noted, Row> all = new HashMap<>();
        likers.forEach((topic, members) -> members.forEach((member, like) -> {
            Noted liker = new Noted(topic, member);
            all.put(liker, row(topic, member, like, noted.getIfPresent(liker) == null));
        }));
        Set<Topic> failed = rows.write(all.values(), () -> !clock.instant().isBefore(end));
        all.keySet().stream().filter(liker -> !failed.contains(liker.topic())).forEach(liker -> noted.put(liker, true));
        return failed;
    }

    @Override
    public Optional<Liker> find(Topic topic, String member) {
        Map<String, AttributeValue> key = Map.of(
                PARTITION, Attributes.text(partition(topic, shardOf(member))),
                MEMBER, Attributes.text(member));
        Map<String, AttributeValue> row = StoreCall.attempt(
                "liker of " + topic,
                () -> client.getItem(get -> get.tableName(table).key(key)).item());
        return row.isEmpty() ? Optional.empty() : Optional.of(liker(row));
    }

    /** Shard by shard. */
    @Override
    public List<Liker> list(Topic topic, Optional<String> after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MOST + ")");
        }
        List<Liker> page = new ArrayList<>();
        Optional<String> behind = after;
        for (int shard = after.map(DynamoLikers::shardOf).orElse(0); shard < SHARDS && page.size() < limit; shard++) {
            page.addAll(read(partition(topic, shard), behind, limit - page.size()));
            behind = Optional.empty();
        }
        return page;
    }

    /** The same for ever: {@link String#hashCode} is specified. */
    static int shardOf(String member) {
        return Math.floorMod(member.hashCode(), SHARDS);
    }

    private static String partition(Topic topic, int shard) {
        return topic + "#" + shard;
    }

    private List<Liker> read(String partition, Optional<String> after, int limit) {
        Map<String, String> names = new HashMap<>(Map.of("#p", PARTITION));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":p", Attributes.text(partition)));
        after.ifPresent(member -> {
            names.put("#m", MEMBER);
            values.put(":m", Attributes.text(member));
        });
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression(after.isPresent() ? "#p = :p AND #m > :m" : "#p = :p")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .limit(limit)
                .build();
        return StoreCall.attempt(
                "likers of " + partition,
                () -> client.queryPaginator(query).items().stream()
                        .limit(limit)
                        .map(DynamoLikers::liker)
                        .toList());
    }

    private Row row(Topic topic, String member, MemberLike like, boolean isProbablyNew) {
        long expiry = Duration.ofMillis(like.acceptedAt()).plus(retention).toSeconds();
        Map<String, AttributeValue> item = Map.of(
                PARTITION, Attributes.text(partition(topic, shardOf(member))),
                MEMBER, Attributes.text(member),
                REACTION, Attributes.text(like.reaction()),
                ACCEPTED_AT, Attributes.number(like.acceptedAt()),
                EXPIRY, Attributes.number(expiry));
        return new Row(topic, item, isProbablyNew);
    }

    private static Liker liker(Map<String, AttributeValue> row) {
        return new Liker(
                Attributes.text(row, MEMBER),
                new MemberLike(Attributes.text(row, REACTION), Attributes.number(row, ACCEPTED_AT)));
    }
}
