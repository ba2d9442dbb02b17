package io.groundswell.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.Parallel;
import io.groundswell.aws.TableDefinition;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

class StoreTablesTest {
    @Test
    void create_shouldLeaveUsableTables_whenSeveralCreateThemAtOnce() throws Exception {
        try (LocalDynamo dynamo = LocalDynamo.start()) {
            Parallel.map(Collections.nCopies(4, "test-"), 4, prefix -> {
                StoreTables.create(dynamo.client(), prefix);
                return prefix;
            });

            for (TableDefinition definition : StoreTables.ALL) {
                TableDescription table = dynamo.client()
                        .describeTable(describe -> describe.tableName("test-" + definition.name()))
                        .table();
                assertThat(table.tableStatus()).isEqualTo(TableStatus.ACTIVE);
                assertThat(table.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
                assertThat(table.keySchema().stream().map(KeySchemaElement::attributeName))
                        .isEqualTo(List.of(definition.partitionKey(), definition.sortKey()));
            }
            assertThat(dynamo.client()
                            .describeTimeToLive(describe -> describe.tableName("test-history"))
                            .timeToLiveDescription()
                            .attributeName())
                    .isEqualTo("expiresAt");
        }
    }
}
