package io.groundswell.aws;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * What a table is to whoever creates it: the local launcher here, the infrastructure in its own words.
 *
 * @param name without the installation's prefix
 * @param partitionKey the name of an attribute that holds text
 * @param sortKey the name of an attribute that holds text
 * @param timeToLive the name of an attribute that holds seconds since 1970, or none
 */
public record TableDefinition(String name, String partitionKey, String sortKey, Optional<String> timeToLive) {
    private static final Duration LONGEST_CREATION = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final WaiterOverrideConfiguration PATIENCE = WaiterOverrideConfiguration.builder()
            .maxAttempts((int) LONGEST_CREATION.dividedBy(BETWEEN_LOOKS))
            .waitTimeout(LONGEST_CREATION)
            .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(BETWEEN_LOOKS))
            .build();

    /** The table's rows as documents. */
    public DynamoDbTable<EnhancedDocument> in(DynamoDbClient client, String prefix) {
        return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build().table(prefix + name, schema());
    }

    public TableSchema<EnhancedDocument> schema() {
        return TableSchema.documentSchemaBuilder()
                .addIndexPartitionKey(TableMetadata.primaryIndexName(), partitionKey, AttributeValueType.S)
                .addIndexSortKey(TableMetadata.primaryIndexName(), sortKey, AttributeValueType.S)
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .build();
    }

    /**
     * Creates the table where it is absent, billed by request, and waits up to two minutes until it can be used. Several
     * processes may do so at once.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if it cannot be created or does not become active
     */
    public void create(DynamoDbClient client, String prefix) {
        DynamoDbTable<EnhancedDocument> table = in(client, prefix);
        try {
            table.createTable();
        } catch (ResourceInUseException alreadyThere) {
            // Somebody else created it; what follows waits for it all the same.
        }
        awaitActive(client, table.tableName());
        timeToLive.ifPresent(attribute -> expireBy(client, table.tableName(), attribute));
    }

    private static void awaitActive(DynamoDbClient client, String table) {
        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder()
                .client(client)
                .overrideConfiguration(PATIENCE)
                .build()) {
            waiter.waitUntilTableExists(request -> request.tableName(table));
        }
    }

    private static void expireBy(DynamoDbClient client, String table, String attribute) {
        if (expires(client, table)) {
            return;
        }
        try {
            client.updateTimeToLive(request -> request.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(attribute).enabled(true)));
        } catch (DynamoDbException e) {
            if (!expires(client, table)) {
                throw e;
            }
        }
    }

    private static boolean expires(DynamoDbClient client, String table) {
        TimeToLiveStatus status = client.describeTimeToLive(request -> request.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        return status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
    }
}
