package io.groundswell.benchmarks;

import io.groundswell.aws.AwsClients;
import io.groundswell.aws.AwsConfig;
import io.groundswell.local.embedded.EmbeddedDynamo;
import io.groundswell.registry.dynamodb.RegistryTables;
import io.groundswell.store.dynamodb.StoreTables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What nodes read and write: DynamoDB in this process, where it is asked for behind a port that counts. Owner: the main thread. */
final class Tables implements AutoCloseable {
    static final String PREFIX = "load-";
    static final String REGION = "local";

    private final EmbeddedDynamo dynamo;
    private final @Nullable CountingPort port;

    private Tables(EmbeddedDynamo dynamo, @Nullable CountingPort port) {
        this.dynamo = dynamo;
        this.port = port;
    }

    static Tables start() throws IOException {
        return new Tables(embedded(), null);
    }

    /** The port takes time of its own: only where {@link #registryWrites} is wanted. */
    static Tables startCounting() throws IOException {
        EmbeddedDynamo dynamo = embedded();
        return new Tables(dynamo, CountingPort.before(dynamo.endpoint()));
    }

    private static EmbeddedDynamo embedded() throws IOException {
        EmbeddedDynamo dynamo = EmbeddedDynamo.start();
        create(dynamo.endpoint());
        return dynamo;
    }

    private static void create(URI endpoint) {
        AwsConfig config =
                new AwsConfig(REGION, Optional.empty(), Optional.of(endpoint), AwsConfig.Credentials.LOCAL, PREFIX);
        try (DynamoDbClient client = new AwsClients(config).dynamoDb(Duration.ofSeconds(60))) {
            StoreTables.create(client, PREFIX);
            RegistryTables.create(client, PREFIX);
        }
    }

    URI endpoint() {
        return port == null ? dynamo.endpoint() : port.endpoint();
    }

    /** How many items of the registry's tables have been written so far. */
    long registryWrites() {
        CountingPort counting = Objects.requireNonNull(port, "tables: nothing is counted (expected: startCounting)");
        return counting.writes(PREFIX + "nodes") + counting.writes(PREFIX + "subscriptions");
    }

    @Override
    public void close() {
        if (port != null) {
            port.close();
        }
        dynamo.close();
    }
}
