package io.groundswell.registry.dynamodb;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB in memory, on a free port, with a client. Owned by one test class. */
final class LocalDynamo implements AutoCloseable {
    private final DynamoDBProxyServer server;
    private final DynamoDbClient client;

    private LocalDynamo(DynamoDBProxyServer server, DynamoDbClient client) {
        this.server = server;
        this.client = client;
    }

    static LocalDynamo start() throws Exception {
        String port = Integer.toString(freePort());
        DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-disableTelemetry", "-port", port});
        server.start();
        AwsConfig config = new AwsConfig(
                "us-east-1",
                Optional.empty(),
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                AwsConfig.Credentials.LOCAL,
                "test-");
        return new LocalDynamo(server, new AwsClients(config).dynamoDb(Duration.ofSeconds(10)));
    }

    DynamoDbClient client() {
        return client;
    }

    /** What a strongly consistent query of the key costs, in read units. */
    double unitsOf(String table, String key, String value) {
        return client.query(query -> query.tableName(table)
                        .keyConditionExpression("#key = :key")
                        .expressionAttributeNames(Map.of("#key", key))
                        .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(value)))
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
