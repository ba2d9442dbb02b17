package io.groundswell.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.TableDefinition;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;

/** The tables as they are created on AWS, against the schemas by which the adapters read and write them. */
final class TablesTest {
    @BeforeAll
    static void requireNode() {
        Synthesized.requireNode();
    }

    @Test
    void tables_shouldBeThoseOfTheAdapters_always() {
        template().resourceCountIs("AWS::DynamoDB::GlobalTable", (int)
                definitions().count());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void table_shouldHaveTheKeysOfTheEnhancedClientsSchema_always(TableDefinition definition) {
        TableMetadata schema = definition.schema().tableMetadata();
        String partitionKey = schema.primaryPartitionKey();
        String sortKey = schema.primarySortKey().orElseThrow();

        template()
                .hasResourceProperties(
                        "AWS::DynamoDB::GlobalTable",
                        Map.of(
                                "TableName", "groundswell-" + definition.name(),
                                "KeySchema",
                                        List.of(
                                                Map.of("AttributeName", partitionKey, "KeyType", "HASH"),
                                                Map.of("AttributeName", sortKey, "KeyType", "RANGE")),
                                "AttributeDefinitions",
                                        List.of(
                                                Map.of("AttributeName", partitionKey, "AttributeType", "S"),
                                                Map.of("AttributeName", sortKey, "AttributeType", "S"))));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void table_shouldExpireByTheAttributeThatRowsHave_whereTheyDo(TableDefinition definition) {
        Object expected = definition
                .timeToLive()
                .<Object>map(attribute -> Map.of("AttributeName", attribute, "Enabled", true))
                .orElseGet(Match::absent);

        template()
                .hasResourceProperties(
                        "AWS::DynamoDB::GlobalTable",
                        Map.of("TableName", "groundswell-" + definition.name(), "TimeToLiveSpecification", expected));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void table_shouldBeBilledByRequestAndEncrypted_always(TableDefinition definition) {
        template()
                .hasResourceProperties(
                        "AWS::DynamoDB::GlobalTable",
                        Map.of(
                                "TableName",
                                "groundswell-" + definition.name(),
                                "BillingMode",
                                "PAY_PER_REQUEST",
                                "SSESpecification",
                                Map.of("SSEEnabled", true, "SSEType", "KMS")));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void table_shouldBeRecoverableAndOutliveTheStack_whenNobodyCouldWriteItAgain(TableDefinition definition) {
        template()
                .hasResource(
                        "AWS::DynamoDB::GlobalTable",
                        Map.of(
                                "DeletionPolicy",
                                "Retain",
                                "Properties",
                                Match.objectLike(Map.of(
                                        "TableName",
                                        "groundswell-" + definition.name(),
                                        "Replicas",
                                        List.of(Match.objectLike(Map.of(
                                                "PointInTimeRecoverySpecification",
                                                Map.of("PointInTimeRecoveryEnabled", true))))))));
    }

    @Test
    void definitions_shouldHaveNamesOfTheirOwn_always() {
        assertThat(definitions().map(TableDefinition::name))
                .doesNotHaveDuplicates()
                .isNotEmpty();
    }

    static Stream<TableDefinition> definitions() {
        return Stream.concat(RegistryTables.ALL.stream(), StoreTables.ALL.stream());
    }

    static Stream<TableDefinition> kept() {
        return StoreTables.ALL.stream().filter(definition -> !definition.equals(StoreTables.IDEMPOTENCY));
    }

    private static Template template() {
        return Synthesized.template();
    }
}
