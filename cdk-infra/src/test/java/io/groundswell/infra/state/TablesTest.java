package io.groundswell.infra.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.TableDefinition;
import io.groundswell.infra.Deployment;
import io.groundswell.infra.Node;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;

/** The tables as they are created on AWS, against the schemas by which the adapters read and write them. */
@ExtendWith(Node.class)
final class TablesTest {
    private static final String TABLE = "AWS::DynamoDB::GlobalTable";

    @Test
    void tables_shouldBeThoseOfTheAdapters_always() {
        template().resourceCountIs(TABLE, (int) definitions().count());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void table_shouldHaveTheKeysOfTheEnhancedClientsSchema_always(TableDefinition definition) {
        TableMetadata schema = definition.schema().tableMetadata();
        String partitionKey = schema.primaryPartitionKey();
        String sortKey = schema.primarySortKey().orElseThrow();

        template()
                .hasResourceProperties(
                        TABLE,
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

        hasProperties(definition, Map.of("TimeToLiveSpecification", expected));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void table_shouldBeBilledByRequestAndEncrypted_always(TableDefinition definition) {
        hasProperties(
                definition,
                Map.of(
                        "BillingMode",
                        "PAY_PER_REQUEST",
                        "SSESpecification",
                        Map.of("SSEEnabled", true, "SSEType", "KMS")));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void table_shouldBeRecoverableAndOutliveTheStack_whenNobodyCouldWriteItAgain(TableDefinition definition) {
        assertThat(Tables.isKept(definition)).isTrue();
        template()
                .hasResource(
                        TABLE,
                        Map.of(
                                "DeletionPolicy",
                                "Retain",
                                "Properties",
                                Match.objectLike(Map.of(
                                        "TableName",
                                        "groundswell-" + definition.name(),
                                        "Replicas",
                                        List.of(Match.objectLike(Map.of(
                                                "DeletionProtectionEnabled",
                                                true,
                                                "PointInTimeRecoverySpecification",
                                                Map.of("PointInTimeRecoveryEnabled", true))))))));
    }

    @ParameterizedTest
    @MethodSource("forgotten")
    void table_shouldGoWithTheStack_whenItIsWrittenAgainOrSoonWorthNothing(TableDefinition definition) {
        assertThat(Tables.isKept(definition)).isFalse();
        template()
                .hasResource(
                        TABLE,
                        Map.of(
                                "DeletionPolicy",
                                "Delete",
                                "Properties",
                                Match.objectLike(Map.of("TableName", "groundswell-" + definition.name()))));
    }

    @Test
    void tables_shouldGoWithTheStack_whenNobodyIsToKeepThem() {
        assertThat(Deployment.EVERY_OPTION.resources("state", TABLE))
                .hasSameSizeAs(Tables.all().toList())
                .allSatisfy(table ->
                        assertThat(table.path("DeletionPolicy").asText()).isEqualTo("Delete"));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void table_shouldBeInEveryRegion_whenThereAreThree(TableDefinition definition) {
        boolean isRegional = Tables.isRegional(definition);
        List<String> replicas = isRegional ? List.of("eu-west-1") : List.of("us-east-1", "ap-east-1", "eu-west-1");

        Deployment.THREE_REGIONS
                .template("state")
                .hasResource(
                        TABLE,
                        Map.of(
                                "Properties",
                                Match.objectLike(Map.of(
                                        "TableName",
                                        "groundswell-" + definition.name(),
                                        "Replicas",
                                        replicas.stream()
                                                .map(region -> Match.objectLike(Map.of("Region", region)))
                                                .toList()))));
    }

    /** What only nodes and dispatchers of one region need, each region has for itself. */
    @Test
    void otherRegions_shouldDefineOnlyTheirOwnTables_whenThereAreThree() {
        Template other = Deployment.THREE_REGIONS.template("state", "us-east-1");

        other.resourceCountIs(
                TABLE, (int) Tables.all().filter(Tables::isRegional).count());
        other.hasResourceProperties(TABLE, Map.of("TableName", "groundswell-subscriptions"));
        other.hasResourceProperties(TABLE, Map.of("TableName", "groundswell-idempotency"));
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

    static Stream<TableDefinition> forgotten() {
        return Stream.concat(RegistryTables.ALL.stream(), Stream.of(StoreTables.IDEMPOTENCY));
    }

    static Stream<TableDefinition> kept() {
        return StoreTables.ALL.stream().filter(definition -> !definition.equals(StoreTables.IDEMPOTENCY));
    }

    private static void hasProperties(TableDefinition definition, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("TableName", "groundswell-" + definition.name());
        template().hasResourceProperties(TABLE, all);
    }

    private static Template template() {
        return Deployment.ONE_REGION.template("state");
    }
}
