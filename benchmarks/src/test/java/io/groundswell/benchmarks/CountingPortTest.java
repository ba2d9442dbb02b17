package io.groundswell.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

class CountingPortTest {
    private static final String TABLE = Tables.PREFIX + "subscriptions";

    @Test
    void writes_shouldCountEveryItem_whenItIsWrittenAloneOrWithOthers() throws Exception {
        try (Tables tables = Tables.startCounting();
                DynamoDbClient client = client(tables);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(i -> put(client, i)).toList());
            assertThat(tables.registryWrites()).isEqualTo(200);
            assertThat(client.scan(scan -> scan.tableName(TABLE)).count()).isEqualTo(200);
            client.batchWriteItem(write -> write.requestItems(Map.of(TABLE, List.of(write(201), write(202)))));
            client.deleteItem(delete -> delete.tableName(TABLE).key(item(1)));
            assertThat(tables.registryWrites()).isEqualTo(203);
        }
    }

    private static DynamoDbClient client(Tables tables) {
        return new AwsClients(new AwsConfig(
                        Tables.REGION,
                        Optional.empty(),
                        Optional.of(tables.endpoint()),
                        AwsConfig.Credentials.LOCAL,
                        Tables.PREFIX))
                .dynamoDb(Duration.ofSeconds(10));
    }

    private static Callable<PutItemResponse> put(DynamoDbClient client, int number) {
        return () -> client.putItem(put -> put.tableName(TABLE).item(item(number)));
    }

    private static WriteRequest write(int number) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item(number)).build())
                .build();
    }

    private static Map<String, AttributeValue> item(int number) {
        return Map.of(
                "topic", AttributeValue.fromS("video:" + number), "nodeId", AttributeValue.fromS("node-" + number));
    }
}
