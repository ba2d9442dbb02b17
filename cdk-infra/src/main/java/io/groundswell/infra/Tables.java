package io.groundswell.infra;

import io.groundswell.aws.TableDefinition;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Billing;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.constructs.Construct;

/** The tables, as global tables of one region to begin with: replicas can be added without a new table. */
final class Tables {
    private final Construct scope;
    private final String prefix;
    private final TableV2 nodes;
    private final TableV2 subscriptions;
    private final TableV2 counters;
    private final TableV2 history;
    private final TableV2 likers;

    Tables(Construct scope, String prefix) {
        this.scope = scope;
        this.prefix = prefix;
        this.nodes = forgotten("Nodes", RegistryTables.NODES);
        this.subscriptions = forgotten("Subscriptions", RegistryTables.SUBSCRIPTIONS);
        this.counters = kept("Counters", StoreTables.COUNTERS);
        this.history = kept("History", StoreTables.HISTORY);
        this.likers = kept("Likers", StoreTables.LIKERS);
        var _ = forgotten("Idempotency", StoreTables.IDEMPOTENCY); // the API's alone: nobody here may use it
    }

    TableV2 nodes() {
        return nodes;
    }

    TableV2 subscriptions() {
        return subscriptions;
    }

    TableV2 counters() {
        return counters;
    }

    TableV2 history() {
        return history;
    }

    TableV2 likers() {
        return likers;
    }

    /** What running nodes write again by themselves, or what is worth nothing after some minutes. */
    private TableV2 forgotten(String id, TableDefinition definition) {
        return table(id, definition).removalPolicy(RemovalPolicy.DESTROY).build();
    }

    /** What nobody could write again. */
    private TableV2 kept(String id, TableDefinition definition) {
        return table(id, definition)
                .removalPolicy(RemovalPolicy.RETAIN)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .build();
    }

    private TableV2.Builder table(String id, TableDefinition definition) {
        TableV2.Builder table = TableV2.Builder.create(scope, id)
                .tableName(prefix + definition.name())
                .partitionKey(text(definition.partitionKey()))
                .sortKey(text(definition.sortKey()))
                .billing(Billing.onDemand())
                .encryption(TableEncryptionV2.awsManagedKey());
        definition.timeToLive().ifPresent(table::timeToLiveAttribute);
        return table;
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
