package io.groundswell.registry.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.TableDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

class RegistryTablesTest {
    @Test
    void create_shouldChangeNothing_whenTheTablesAreThere() throws Exception {
        try (LocalDynamo dynamo = LocalDynamo.start()) {
            RegistryTables.create(dynamo.client(), "test-");
            RegistryTables.create(dynamo.client(), "test-");

            assertThat(dynamo.client().listTables().tableNames()).containsExactly("test-nodes", "test-subscriptions");
            for (TableDefinition definition : RegistryTables.ALL) {
                String name = "test-" + definition.name();
                assertThat(dynamo.client().describeTable(table -> table.tableName(name)).table().keySchema().stream()
                                .map(KeySchemaElement::attributeName))
                        .isEqualTo(List.of(definition.partitionKey(), definition.sortKey()));
                assertThat(dynamo.client()
                                .describeTimeToLive(table -> table.tableName(name))
                                .timeToLiveDescription()
                                .attributeName())
                        .isEqualTo("expiresAt");
            }
        }
    }
}
