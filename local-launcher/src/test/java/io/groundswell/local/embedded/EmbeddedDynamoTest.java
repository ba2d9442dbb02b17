package io.groundswell.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class EmbeddedDynamoTest {
    @Test
    void start_shouldKeepItems_whenAskedOverHttp() {
        Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("1"), "n", AttributeValue.fromN("7"));
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.start();
                DynamoDbClient client = client(dynamo)) {
            client.createTable(request -> request.tableName("items")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build()));
            client.putItem(request -> request.tableName("items").item(item));

            assertThat(client.getItem(
                                    request -> request.tableName("items").key(Map.of("id", AttributeValue.fromS("1"))))
                            .item())
                    .isEqualTo(item);
        }
    }

    @Test
    void close_shouldStopAnswering_whenItRan() {
        EmbeddedDynamo dynamo = EmbeddedDynamo.start();
        try (DynamoDbClient client = client(dynamo)) {
            assertThat(client.listTables().tableNames()).isEmpty();
            dynamo.close();

            assertThatThrownBy(client::listTables).isInstanceOf(SdkException.class);
        }
    }

    private static DynamoDbClient client(EmbeddedDynamo dynamo) {
        return new AwsClients(new AwsConfig(
                        "us-east-1",
                        Optional.empty(),
                        Optional.of(dynamo.endpoint()),
                        AwsConfig.Credentials.LOCAL,
                        "test-"))
                .dynamoDb(Duration.ofSeconds(5));
    }
}
