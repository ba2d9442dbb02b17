package io.groundswell.store.dynamodb;

import io.groundswell.aws.TableDefinition;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables of this module. */
public final class StoreTables {
    /**
     * Key {@code topic#0} to {@code topic#3} by the replica's hash, then {@code region#replica}, or {@code region##archive} with
     * the first; {@code topic#look} and a region: when its items were looked through last. Rows are the count and do not expire.
     */
    public static final TableDefinition COUNTERS =
            new TableDefinition("counters", "topicShard", "replica", Optional.empty());

    /** Key {@code topic#0} to {@code topic#3} by the event id's hash, then event id, which sorts by the time of acceptance. */
    public static final TableDefinition HISTORY =
            new TableDefinition("history", "topicShard", "eventId", Optional.of("expiresAt"));

    /** Key {@code topic#0} to {@code topic#15} by the member's hash, then member. */
    public static final TableDefinition LIKERS =
            new TableDefinition("likers", "topicShard", "member", Optional.of("expiresAt"));

    /** Key member, then {@code route#key}. A row that nobody touches is worth nothing after some minutes. */
    public static final TableDefinition IDEMPOTENCY =
            new TableDefinition("idempotency", "member", "routeKey", Optional.of("expiresAt"));

    public static final List<TableDefinition> ALL = List.of(COUNTERS, HISTORY, LIKERS, IDEMPOTENCY);

    /**
     * Creates the tables that are absent and waits until all can be used.
     *
     * @param prefix what every table's name begins with
     * @throws software.amazon.awssdk.core.exception.SdkException if one cannot be created
     */
    public static void create(DynamoDbClient client, String prefix) {
        ALL.forEach(table -> table.create(client, prefix));
    }

    private StoreTables() {}
}
