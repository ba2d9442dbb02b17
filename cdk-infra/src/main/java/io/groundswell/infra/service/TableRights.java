package io.groundswell.infra.service;

import io.groundswell.aws.TableDefinition;
import io.groundswell.infra.config.Site;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import java.util.Arrays;
import java.util.List;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What the adapters call on tables, for each kind of process, and no more: a read of one row is not yet leave to read all. */
final class TableRights {
    private record Right(TableDefinition table, List<String> calls) {
        static Right on(TableDefinition table, String... calls) {
            return new Right(table, List.of(calls));
        }
    }

    static final TableRights DISPATCHER = new TableRights(
            Right.on(
                    StoreTables.COUNTERS,
                    "BatchWriteItem",
                    "GetItem",
                    "PartiQLInsert",
                    "PartiQLUpdate",
                    "PutItem",
                    "Query"),
            Right.on(StoreTables.HISTORY, "PartiQLInsert", "PartiQLUpdate", "PutItem"),
            Right.on(StoreTables.LIKERS, "PartiQLInsert", "PartiQLUpdate", "PutItem"),
            Right.on(RegistryTables.NODES, "GetItem", "Query", "UpdateItem"),
            Right.on(RegistryTables.SUBSCRIPTIONS, "Query"));
    static final TableRights FLEET = new TableRights(
            Right.on(StoreTables.COUNTERS, "Query"),
            Right.on(StoreTables.HISTORY, "GetItem", "Query"),
            Right.on(RegistryTables.NODES, "DeleteItem", "GetItem", "PutItem", "Query"),
            Right.on(RegistryTables.SUBSCRIPTIONS, "DeleteItem", "PutItem", "Query"));
    static final TableRights API = new TableRights(
            Right.on(StoreTables.COUNTERS, "Query"),
            Right.on(StoreTables.HISTORY, "Query"),
            Right.on(StoreTables.LIKERS, "GetItem", "Query"),
            Right.on(StoreTables.IDEMPOTENCY, "DeleteItem", "PutItem"),
            Right.on(RegistryTables.NODES, "GetItem", "Query"),
            Right.on(RegistryTables.SUBSCRIPTIONS, "Query"));

    private final List<Right> rights;

    private TableRights(Right... rights) {
        this.rights = Arrays.asList(rights);
    }

    /** Tables are known by name: those of other regions are the same from here. */
    void grant(IGrantable to, Place place) {
        for (Right right : rights) {
            to.getGrantPrincipal()
                    .addToPrincipalPolicy(PolicyStatement.Builder.create()
                            .actions(right.calls().stream()
                                    .map(call -> "dynamodb:" + call)
                                    .toList())
                            .resources(List.of(arn(right.table(), place)))
                            .build());
        }
    }

    private static String arn(TableDefinition table, Place place) {
        Site site = place.site();
        return Stack.of(place.scope())
                .formatArn(ArnComponents.builder()
                        .service("dynamodb")
                        .resource("table")
                        .resourceName(site.tableName(table.name()))
                        .build());
    }
}
