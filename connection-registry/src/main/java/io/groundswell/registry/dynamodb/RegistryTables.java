package io.groundswell.registry.dynamodb;

import io.groundswell.aws.TableDefinition;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The tables of this module. */
public final class RegistryTables {
    /** Key {@code region#0} to {@code region#7} by the node id's hash, then node id. */
    public static final TableDefinition NODES =
            new TableDefinition("nodes", "regionShard", "nodeId", Optional.of("expiresAt"));

    /** Key topic, then node id. */
    public static final TableDefinition SUBSCRIPTIONS =
            new TableDefinition("subscriptions", "topic", "nodeId", Optional.of("expiresAt"));

    public static final List<TableDefinition> ALL = List.of(NODES, SUBSCRIPTIONS);

    /**
     * Creates the tables that are absent and waits until all can be used.
     *
     * @param prefix what every table's name begins with
     * @throws software.amazon.awssdk.core.exception.SdkException if one cannot be created
     */
    public static void create(DynamoDbClient client, String prefix) {
        ALL.forEach(table -> table.create(client, prefix));
    }

    private RegistryTables() {}
}
